"""The desk of the Sunshine Project."""
