"""The public face: what stands at an address, the frame around every page, and what each page type shows."""
