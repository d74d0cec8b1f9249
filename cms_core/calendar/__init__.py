"""Days as public bodies count them."""
