"""Attachments: which files offices may put on the net, what a file really is, and who may fetch it."""
