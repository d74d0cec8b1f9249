"""What the demo province shows of open information; invented, and marked as such by the portals' footers."""
