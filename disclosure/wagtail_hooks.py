"""Loads what this room hangs on Wagtail's hooks, a module of each part."""
