"""StreamField blocks: what bodies and home pages are built of."""
