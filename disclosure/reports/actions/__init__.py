"""What is done with a report: one class a verb."""
