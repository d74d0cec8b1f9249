"""Shared components: organisations, pages, blocks, documents, the catalogue, publishing, search."""
