"""The site tree: portals, blueprints, provisioning and tenancy."""
