"""Nobody learns of another portal's drafts, files or people through the admin.

Wagtail keeps most views to what a user may explore; the modules here close the rest, one leak a file, by documented
hooks where there are any, else by an address of our own in front of Wagtail's (`sites/admin_urls.py`).
`tests/sites/test_leaks.py` walks the whole admin as a county's editor and must be run for each release of Wagtail.
"""
