"""Search backends and what they share."""
