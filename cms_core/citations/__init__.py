"""Citations between documents: found in their texts, linked, waiting or resolved; who cites whom."""
