"""Which characters a font file can draw: read from its character map, kept for the life of the process."""

from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError


def characters_of(path: str, index: int) -> frozenset[int]:
    """Code points; none for a file that cannot be read (a damaged font must not stop the others)."""
    try:
        status = Path(path).stat()
    except OSError:
        return frozenset()
    return read(path, index, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=24)
def read(path: str, index: int, changed: int, size: int) -> frozenset[int]:
    try:
        with TTFont(path, fontNumber=index, lazy=True) as font:
            # A character that the map leads to .notdef is drawn as an empty box.
            return frozenset(code for code, glyph in (font.getBestCmap() or {}).items() if glyph != ".notdef")
    except (TTLibError, OSError, KeyError, AssertionError, ValueError):
        return frozenset()
