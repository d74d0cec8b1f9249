"""What is done to lists: one class a verb."""
