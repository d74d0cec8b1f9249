"""Links of disclosed pages that lead nowhere, found without asking any server: what we published, we know."""
