"""The gazettes of the demo province: made of its own documents, by the same actions as any other."""
