"""What is done with uploaded workbooks: one class a verb."""
