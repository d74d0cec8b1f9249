"""How Wagtail's admin looks and speaks here: its listing, menus, words and the handbook; `hooks` registers it all."""
