"""The demo of the rooms below is loaded: now its gazettes."""

from sites.signals import demo_loaded


def load_gazettes(sender, today, home, say, **kwargs) -> None:
    from gazette.demo.load import LoadDemoGazettes

    LoadDemoGazettes(today, home, say).execute()


def connect() -> None:
    demo_loaded.connect(load_gazettes, dispatch_uid="gazette demo")
