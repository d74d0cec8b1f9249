"""The tables of open information, each part in modules of its own."""
