"""Placeholder, replaced below."""

from modelsearch.backends.base import BaseSearchBackend as SearchBackend  # noqa: F401
