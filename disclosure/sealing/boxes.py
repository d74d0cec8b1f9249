"""One text in one box: `s1.<key>.<nonce and ciphertext>`, bound to the column that it stands in."""

import base64
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from disclosure.sealing import keys
from disclosure.sealing.errors import SealBroken

FORM = "s1"
NONCE = 12


def seal(text: str, context: str) -> str:
    fingerprint, key = keys.current(keys.SEAL)
    nonce = secrets.token_bytes(NONCE)
    body = nonce + AESGCM(key).encrypt(nonce, text.encode(), context.encode())
    return f"{FORM}.{fingerprint}.{base64.urlsafe_b64encode(body).decode()}"


def unseal(token: str, context: str) -> str:
    """Raises SealKeyMissing, SealKeyWrong, SealBroken."""
    form, _, rest = token.partition(".")
    fingerprint, _, encoded = rest.partition(".")
    if form != FORM or not is_fingerprint(fingerprint):
        raise SealBroken(context)
    key = keys.key_of(keys.SEAL, fingerprint)
    try:
        body = base64.b64decode(encoded, altchars=b"-_", validate=True)
        return AESGCM(key).decrypt(body[:NONCE], body[NONCE:], context.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise SealBroken(context) from error


def is_fingerprint(text: str) -> bool:
    """Asked before it becomes the name of a file."""
    return len(text) == 16 and all(char in "0123456789abcdef" for char in text)


def key_in(token: str) -> str:
    """The fingerprint of the key that `token` was sealed with."""
    return token.split(".", 2)[1] if token.count(".") >= 2 else ""
