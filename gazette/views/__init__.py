"""The gazette's public addresses and its pages in the admin."""
