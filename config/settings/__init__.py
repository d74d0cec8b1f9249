"""One base and its variants: `embedded` (SQLite, one machine), `production` (PostgreSQL), `test`."""
