"""What the worker does for the gazette by itself: an approved issue appears at its minute."""


def add_all() -> None:
    """Jobs are added here, each with its interval; see `cms_core.tasks.regular`."""
