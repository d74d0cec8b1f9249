"""The page tree in bulk: many pages written at once, and the check that the tree is whole."""
