"""What the directory hangs itself in by, called once when the app is ready."""

import datetime

from cms_core.tasks import regular
from disclosure.directory import receivers
from disclosure.directory.shelves import KEPT
from disclosure.directory.stamps import STAMPS


def register() -> None:
    from disclosure.platform import faces

    receivers.connect()
    faces.register()
    regular.add("compact_directory_stamps", every=datetime.timedelta(days=1), run=lambda now: compact())


def compact() -> None:
    """What every process that begins will read: as few stamps, and as few years after them, as can be."""
    STAMPS.compact()
    KEPT.snapshot.keep(KEPT.shelves())
