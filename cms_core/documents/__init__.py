"""Official documents: what must be right before one is published, and the header block that readers see."""
