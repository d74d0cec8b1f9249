"""What is done with decisions: one class a verb."""
