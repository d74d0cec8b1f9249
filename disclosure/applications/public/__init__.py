"""What the public sees of applications: entrance, forms, receipt, status; nothing of it is cached or in an address."""
