"""Manifests: what an issue consists of, signed with the gazette's key, and the check of it."""
