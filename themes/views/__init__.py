"""Views of the looks: a portal's stylesheet, and the reader's display settings."""
