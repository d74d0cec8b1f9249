"""What the site tree hangs on Wagtail's hooks, one concern a file; `sites/wagtail_hooks.py` loads them."""
