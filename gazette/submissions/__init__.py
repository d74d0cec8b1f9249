"""报送: documents handed in for the gazette by those who issued them, and what became of each (G12)."""
