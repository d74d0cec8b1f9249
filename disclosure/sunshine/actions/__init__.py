"""What changes catalogue tables, bindings and records, one verb a class."""
