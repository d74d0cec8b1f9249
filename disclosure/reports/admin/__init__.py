"""Annual reports in the admin."""
