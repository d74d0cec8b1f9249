"""What a text is made of for search: one analysis for every backend, pure functions, no database."""
