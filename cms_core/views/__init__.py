"""Views of the public face and of files."""
