"""Standard text: how a page becomes one, its canonical form, what can be read from it."""
