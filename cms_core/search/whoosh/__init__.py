"""The Whoosh engine, for portals up to about 30,000 pages: an index in a directory, written by one process at a time.

Whoosh keeps the segments, terms, postings and columns; what is asked of them is worked out here, a whole list of
postings at a time, because its own matchers step from page to page in Python.
"""
