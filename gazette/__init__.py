"""政务公报, the gazette: issues, contents and standard texts."""
