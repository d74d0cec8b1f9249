"""What the public sees of annual reports."""
