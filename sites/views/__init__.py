"""Views of the admin on the site tree."""
