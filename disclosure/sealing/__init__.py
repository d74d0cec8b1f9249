"""Personal data at rest: sealed columns, sealed files, and digests by which what is sealed is found again.

AES-256-GCM with keys in `PORTAL_SEAL_KEYS`, which is backed up apart from the database (《个人信息保护法》第五十一条:
去标识化、加密等安全技术措施). Every room of open information uses this one module; nothing else knows a key.
"""

from disclosure.sealing.digests import digest_of
from disclosure.sealing.errors import SealBroken, SealKeyMissing, SealKeyWrong, SealsError
from disclosure.sealing.fields import SealedJSON, SealedText
from disclosure.sealing.storage import SealedStorage, sealed_storage
from disclosure.sealing.values import HIDDEN, Sealed

__all__ = [
    "HIDDEN",
    "SealBroken",
    "SealKeyMissing",
    "SealKeyWrong",
    "Sealed",
    "SealedJSON",
    "SealedStorage",
    "SealedText",
    "SealsError",
    "digest_of",
    "sealed_storage",
]
