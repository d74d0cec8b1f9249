"""Terms in the admin: 公开时限 of a portal, of all portals, and on the first page."""
