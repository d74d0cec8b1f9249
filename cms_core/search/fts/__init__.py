"""The embedded engine: SQLite FTS5 in a database file of its own, written and read by any process."""
