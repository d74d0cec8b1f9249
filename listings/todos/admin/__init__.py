"""To-dos, gaps and timeliness in the admin."""
