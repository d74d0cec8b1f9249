"""清样的校验值: one value that names exactly what was handed in, so that nothing else is approved in its place."""

import hashlib
from collections.abc import Iterable


def proof_digest(digests: Iterable[str]) -> str:
    """SHA-256 (hex) over the digests of the sealed entries in the order of their numbers, a line each."""
    return hashlib.sha256("".join(f"{digest}\n" for digest in digests).encode()).hexdigest()


def proof_digest_of(issue) -> str:
    return proof_digest(issue.entries.order_by("number").values_list("digest", flat=True))
