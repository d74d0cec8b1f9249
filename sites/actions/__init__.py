"""Mutations of the site tree that have rules: each checks, changes, logs and signals."""
