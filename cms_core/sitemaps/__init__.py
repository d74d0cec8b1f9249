"""sitemap.xml of a portal: an index, one sitemap of its columns, and one for each range of page numbers."""
