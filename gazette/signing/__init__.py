"""What proves an issue: the gazette's key, the signed manifest, and the check of everything against it."""
