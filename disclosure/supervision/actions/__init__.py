"""What changes a notice; each asks for permission, locks, checks, writes, and logs."""
