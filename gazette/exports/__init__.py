"""Sealed entries in the forms that other programs read."""
