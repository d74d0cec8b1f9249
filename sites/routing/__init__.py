"""From a page to its host and from a host to its portal, without asking the database for each page."""
