"""Settings, URLs and the WSGI entrance: everything that belongs to an installation and to no room."""
