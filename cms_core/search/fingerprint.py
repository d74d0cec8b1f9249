"""The fingerprint of the analysis: an index that was written by another one is built anew, not written on."""

import hashlib
import unicodedata
from pathlib import Path

import cms_core.search.analysis as analysis


def fingerprint_of(version) -> str:
    """Of all that decides into which tokens a text falls: our code, the tables of Unicode and of OpenCC; and of the
    version of the engine's own tables."""
    from cms_core.search.analysis.characters import simplified

    digest = hashlib.sha256(f"{version} {unicodedata.unidata_version}".encode())
    here = Path(analysis.__file__).parent
    for name in ("characters.py", "tokens.py", "marks.py", "numerals.py", "readings.py", "readings.toml"):
        digest.update((here / name).read_bytes())
    digest.update(repr(sorted(simplified().items())).encode())
    return digest.hexdigest()[:16]
