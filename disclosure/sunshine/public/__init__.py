"""What the public sees of the Sunshine Project."""
