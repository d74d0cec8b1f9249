"""Legacy portals in: read, map, load, verify. (Schema migrations live in each app's own `migrations/`.)"""
