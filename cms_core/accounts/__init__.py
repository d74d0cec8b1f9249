"""How people enter the admin."""
