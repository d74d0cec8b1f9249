"""Organisations: their codes, names and how they are found and loaded."""
