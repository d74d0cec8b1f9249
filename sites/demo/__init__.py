"""The demo province: content written for it, and the code that lays it out over provisioned portals."""
