"""Open data of the lists: whole lists of any day as files, pages of them as an API, and what their fields mean."""
