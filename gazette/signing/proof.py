"""清样的校验值: one value that names exactly what was handed in, so that nothing else is approved in its place."""

import hashlib

from gazette.models.files import EDITIONS
from gazette.signing.body import canonical_json, contents_of


def proof_digest_of(issue) -> str:
    """SHA-256 (hex) of what its manifest will say: facts, entries in their order, cover, scans and files of entries.

    Not the editions: they are made from just this after it was approved.
    """
    entries = list(issue.entries.defer("html", "facts"))
    files = list(issue.files.exclude(kind__in=EDITIONS))
    return hashlib.sha256(canonical_json(contents_of(issue, entries, files)).encode()).hexdigest()
