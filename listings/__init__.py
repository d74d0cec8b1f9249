"""四张清单: items, adjustments, and the lists as they are on any day."""
