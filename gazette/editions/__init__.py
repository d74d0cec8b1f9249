"""The editions of an issue, made from its sealed entries: PDF, EPUB, the archive of all texts."""
