"""What is wrong with an issue or a gazette: numbering, contents; pure functions that collect everything."""
