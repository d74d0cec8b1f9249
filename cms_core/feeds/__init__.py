"""Atom and RSS of a portal or a column: the newest of the catalogue."""
