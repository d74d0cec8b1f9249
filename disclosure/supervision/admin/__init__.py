"""监督检查 in the admin: all bodies, one body, notices."""
