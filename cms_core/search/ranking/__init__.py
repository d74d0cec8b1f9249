"""Ranking: the best pages that any backend finds, put into the order in which a reader wants them. Pure functions."""
