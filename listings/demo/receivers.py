"""The demo of the rooms below is loaded: now its lists."""

from sites.signals import demo_loaded


def load_listings(sender, today, home, say, **kwargs) -> None:
    from listings.demo.load import LoadDemoListings

    LoadDemoListings(today, home, say).execute()


def connect() -> None:
    demo_loaded.connect(load_listings, dispatch_uid="listings demo")
