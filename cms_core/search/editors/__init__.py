"""What editors keep for the search of their portals, and what it tells them: synonyms, promoted results, counts."""
