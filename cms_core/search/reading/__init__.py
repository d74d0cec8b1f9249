"""A public search whole: what was asked and chosen, what is found, how it is shown; the page, its feed and its JSON."""
