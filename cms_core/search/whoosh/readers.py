"""One reader a thread and process, of the newest generation of the directory in force; never a parent process's."""

import json
import os
import pickle
import struct
import threading
import time
import zlib
from contextlib import contextmanager
from pathlib import Path

from whoosh.index import TOC, EmptyIndexError
from whoosh.index import IndexError as WhooshError

from cms_core.search.errors import Damaged
from cms_core.search.whoosh.folder import NAME, Durable, Folder
from cms_core.search.whoosh.reader import Reader

ATTEMPTS = 50
# What is raised of files that were cut short or overwritten: while they are read, and when they are opened.
BROKEN = (WhooshError, pickle.UnpicklingError, zlib.error, struct.error, EOFError, json.JSONDecodeError, UnicodeError)
NONSENSE = (*BROKEN, ValueError, LookupError, AttributeError, TypeError, NameError, ArithmeticError, AssertionError)


class Readers:
    def __init__(self, path: Path):
        self.folder = Folder(path)
        self.local = threading.local()
        self.known: dict = {}
        self.process = os.getpid()
        self.opening = threading.Lock()

    def get(self) -> Reader:
        """Of what was written last. Raises Damaged."""
        own = getattr(self.local, "own", None)
        if own and own[0] != os.getpid():
            own = None  # its files are read from places that the parent moves too
        path = self.folder.current()
        if own and own[1].path == path and own[1].generation == generation(path):
            return own[1]
        segments = {one.id: one for one in own[1].segments} if own and own[1].path == path else {}
        with self.lock():
            reader = newest(path, segments, self.known, self.folder)
            kept = {(reader.path, reader.generation), *(one.id for one in reader.segments)}
            self.known = {key: known for key, known in self.known.items() if key in kept}
        self.local.own = (os.getpid(), reader)
        return reader

    def lock(self):
        """So that threads do not read the same columns at the same time; a child of a fork has its own."""
        if self.process != os.getpid():
            self.process, self.opening = os.getpid(), threading.Lock()
        return self.opening

    def close(self) -> None:
        self.local.own = None


def newest(path: Path, segments=None, known=None, folder: Folder | None = None) -> Reader:
    """Of the newest generation in `path`, or in the one of `folder` that took its place. Raises Damaged."""
    for attempt in range(ATTEMPTS):
        try:
            with damage(NONSENSE):
                return Reader(path, segments or {}, {} if known is None else known)
        except (FileNotFoundError, EmptyIndexError):
            # Cleared away by a writer, or switched, between two steps.
            if attempt > 10:
                time.sleep(0.01)
            path = folder.current() if folder else path
    raise Damaged


def generation(path: Path) -> int:
    return TOC._latest_generation(Durable(path), NAME)


@contextmanager
def damage(broken=BROKEN):
    """What Whoosh raises on a damaged index, as Damaged."""
    try:
        yield
    except EmptyIndexError:
        raise
    except broken as error:
        raise Damaged from error
