"""Pictures: what an upload must say, and the sizes in which they are shown."""
