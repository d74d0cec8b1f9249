"""Keeps the index in line with the catalogue: noted in the transaction of each change, followed when it commits."""
