"""排版: typst in a process of its own, with the fonts that are there; gazette, letters and reports are set by it."""
