"""四张清单, the four lists: items, adjustments and any-day views."""
