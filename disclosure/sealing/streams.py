"""Sealed files: pieces of 64 KB, each AES-256-GCM, numbered, the last one marked: read from anywhere, never cut short.

Form: `PSF1`, the key's fingerprint, 7 random bytes; then the pieces. Nonce of a piece: the random bytes, its number,
whether it is the last one (the STREAM construction of Hoang, Reyhanitabar, Rogaway, Vizár).
"""

import io
import secrets
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from disclosure.sealing import keys
from disclosure.sealing.boxes import is_fingerprint
from disclosure.sealing.errors import SealBroken

MAGIC = b"PSF1"
PREFIX = 7
HEAD = len(MAGIC) + 16 + PREFIX
PIECE = 1 << 16
TAG = 16
CONTEXT = "附件"


def nonce_of(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])


class Sealer:
    """Seals what comes piece by piece: `head`, then what `add` gives each time, then `end()`."""

    def __init__(self):
        fingerprint, key = keys.current(keys.SEAL)
        self.prefix, self.cipher = secrets.token_bytes(PREFIX), AESGCM(key)
        self.rest, self.number = bytearray(), 0
        self.head = MAGIC + fingerprint.encode() + self.prefix

    def add(self, chunk: bytes) -> bytes:
        """One piece is always kept back: it may be the last one."""
        self.rest += chunk
        made = bytearray()
        while len(self.rest) > PIECE:
            made += self.seal(bytes(self.rest[:PIECE]), last=False)
            del self.rest[:PIECE]
        return bytes(made)

    def end(self) -> bytes:
        return self.seal(bytes(self.rest), last=True)

    def seal(self, piece: bytes, last: bool) -> bytes:
        made = self.cipher.encrypt(nonce_of(self.prefix, self.number, last), piece, self.head)
        self.number += 1
        return made


def sealed_chunks(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes of the sealed file, while those of the open one come in."""
    sealer = Sealer()
    yield sealer.head
    for chunk in chunks:
        if made := sealer.add(chunk):
            yield made
    yield sealer.end()


class SealedReader(io.RawIOBase):
    """What a sealed file holds, a piece at a time; `stream` is the open file, closed with this one."""

    def __init__(self, stream):
        self.stream = stream
        self.head = stream.read(HEAD)
        self.fingerprint = self.head[len(MAGIC) : len(MAGIC) + 16].decode("ascii", "replace")
        if len(self.head) != HEAD or not self.head.startswith(MAGIC) or not is_fingerprint(self.fingerprint):
            stream.close()
            raise SealBroken(CONTEXT)
        self.cipher = AESGCM(keys.key_of(keys.SEAL, self.fingerprint))
        self.size = plain_size(stream.seek(0, io.SEEK_END))
        self.last = max(0, self.size - 1) // PIECE
        self.position = 0
        self.piece: tuple[int, bytes] = (-1, b"")
        self.open_piece(self.last)  # a file that was cut short is refused before anything of it is read

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=io.SEEK_SET):
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self.position, io.SEEK_END: self.size}[whence]
        self.position = max(0, start + offset)
        return self.position

    def tell(self):
        return self.position

    def readinto(self, buffer):
        number, offset = divmod(self.position, PIECE)
        if self.position >= self.size:
            return 0
        found = self.open_piece(number)[offset : offset + len(buffer)]
        buffer[: len(found)] = found
        self.position += len(found)
        return len(found)

    def open_piece(self, number: int) -> bytes:
        if self.piece[0] != number:
            self.stream.seek(HEAD + number * (PIECE + TAG))
            body = self.stream.read(PIECE + TAG)
            try:
                nonce = nonce_of(self.head[-PREFIX:], number, number == self.last)
                self.piece = (number, self.cipher.decrypt(nonce, body, self.head))
            except (InvalidTag, ValueError) as error:
                raise SealBroken(CONTEXT) from error
        return self.piece[1]

    def close(self):
        self.stream.close()
        super().close()


def plain_size(sealed: int) -> int:
    """How long a file is whose sealed form has `sealed` bytes."""
    body = sealed - HEAD
    pieces = max(1, -(-body // (PIECE + TAG)))
    return max(0, body - pieces * TAG)
