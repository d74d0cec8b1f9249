"""The public views of the lists."""
