"""The desk of applications in the admin: register, one application, its letters; for the handlers of a portal."""
