"""What the records of a list say: replayed, projected, compared, verified."""
