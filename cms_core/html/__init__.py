"""HTML that others wrote: cleaning it, wrapping its tables, taking its text."""
