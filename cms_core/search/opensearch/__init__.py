"""The engine for several machines, on an OpenSearch server (2.x or 3.x).

Written from OpenSearch's documentation and tested against requests and answers written down from it, and against a
stand-in that answers as the documentation says. It has not been run against a live server: see docs/search.md.
"""
