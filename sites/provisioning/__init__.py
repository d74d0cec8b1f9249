"""建站: from organisations and blueprints to portals. `sites.actions.provision` is the door; here are its parts."""
