"""Parts of files (RFC 9110, section 14): a video is watched from its middle, a broken download goes on."""

import re
from collections.abc import Mapping

ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)


class RangeNotSatisfiable(Exception):
    """The part asked for lies behind the end of the file."""


def part_of(headers: Mapping[str, str], size: int, etag: str) -> range | None:
    """The bytes asked for, or None for the whole file (none asked, several asked, or the file is another by now)."""
    match = ONE_RANGE.fullmatch(headers.get("Range", "").strip())
    if not match or match[1] == match[2] == "":
        return None
    if (expected := headers.get("If-Range")) and expected != etag:
        return None
    if len(match[1]) > 18 or len(match[2]) > 18:
        raise RangeNotSatisfiable
    if match[1] == "":
        start, stop = max(0, size - int(match[2])), size
    else:
        start = int(match[1])
        stop = min(size, int(match[2]) + 1) if match[2] else size
    if match[1] and match[2] and int(match[2]) < start:
        return None
    if start >= size or start >= stop:
        raise RangeNotSatisfiable
    return range(start, stop)


class Part:
    """A file-like view of some bytes of an open file."""

    def __init__(self, file, part: range):
        self.file, self.left = file, len(part)
        file.seek(part.start)

    def read(self, count: int = -1) -> bytes:
        count = self.left if count < 0 else min(count, self.left)
        data = self.file.read(count)
        self.left -= len(data)
        return data

    def close(self):
        self.file.close()
