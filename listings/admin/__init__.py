"""The desk of the lists in the admin: for editors, who are not engineers."""
