"""The key of a gazette: made at first need, kept as a file that only its owner reads, retired but never forgotten.

ECDSA on P-256 with SHA-256, since every browser verifies it by itself (WebCrypto) and `openssl dgst` on any computer.
SM2 (GM/T 0003) would be the national choice, but no browser has it: a reader would have to trust a script of the very
site that is to be checked. G9 (国办发〔2018〕22号) asks for an electronic signature, not for an algorithm.
"""

import base64
import hashlib
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gazette.models import Gazette, SigningKey
from gazette.signing.errors import KeyLost

ALGORITHM = "ECDSA-P256-SHA256"
HALF = 32  # bytes of r and of s


def signing_key(gazette: Gazette) -> SigningKey:
    """The current one, made when there never was one; raises KeyLost where its private half is gone."""
    key = current(gazette)
    if key is None:
        with transaction.atomic():
            locked = Gazette.objects.select_for_update().get(pk=gazette.pk)
            key = current(locked) or (None if locked.keys.exists() else make_key(locked))
    if key is None:
        raise KeyLost(
            f"{gazette.name}没有启用中的签名密钥，请运行 gazette_key --gazette {gazette.portal.key} --rotate。"
        )
    private_key(key)
    return key


def rotate(gazette: Gazette) -> SigningKey:
    """Retire the current key and make another; what was signed with the old one still verifies."""
    with transaction.atomic():
        locked = Gazette.objects.select_for_update().get(pk=gazette.pk)
        locked.keys.filter(retired_at=None).update(retired_at=timezone.now())
        return make_key(locked)


def current(gazette: Gazette) -> SigningKey | None:
    return SigningKey.objects.filter(gazette=gazette, retired_at=None).first()


def make_key(gazette: Gazette) -> SigningKey:
    """The file comes first: a row whose file was never written would be a lost key."""
    private = ec.generate_private_key(ec.SECP256R1())
    fingerprint = fingerprint_of(private.public_key())
    write_private(path_of(fingerprint), private)
    pem = private.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return SigningKey.objects.create(gazette=gazette, public_pem=pem.decode(), fingerprint=fingerprint)


def path_of(fingerprint: str) -> Path:
    return Path(settings.PORTAL_GAZETTE_KEYS) / f"{fingerprint}.pem"


def write_private(path: Path, private) -> None:
    """Whole or not at all, and on the disk before anything is signed with it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.parent.chmod(0o700)
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    draft = path.with_name(f".{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def private_key(key: SigningKey):
    """Raises KeyLost where the file is missing, unreadable, or the private half of something else."""
    path = path_of(key.fingerprint)
    what_to_do = (
        f"请从备份恢复该文件；确实找不回时，运行 gazette_key --gazette {key.gazette.portal.key} --rotate 启用新密钥。"
    )
    try:
        private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise KeyLost(f"签名私钥 {path} 不在或读不出，无法签名。{what_to_do}") from error
    if not isinstance(private, ec.EllipticCurvePrivateKey) or fingerprint_of(private.public_key()) != key.fingerprint:
        raise KeyLost(f"文件 {path} 不是这把签名密钥的私钥，无法签名。{what_to_do}")
    return private


def sign(key: SigningKey, body: bytes) -> str:
    """r and s, 32 bytes each, in base64, as WebCrypto takes them."""
    r, s = utils.decode_dss_signature(private_key(key).sign(body, ec.ECDSA(hashes.SHA256())))
    return base64.b64encode(r.to_bytes(HALF, "big") + s.to_bytes(HALF, "big")).decode()


def der_signature(signature: str) -> bytes:
    """The same for `openssl dgst -verify`; raises ValueError for what is none."""
    raw = base64.b64decode(signature, validate=True)
    if len(raw) != 2 * HALF:
        raise ValueError("not r and s of P-256")
    return utils.encode_dss_signature(int.from_bytes(raw[:HALF], "big"), int.from_bytes(raw[HALF:], "big"))


def is_signed(key: SigningKey, body: bytes, signature: str) -> bool:
    try:
        public_key(key).verify(der_signature(signature), body, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key(key: SigningKey):
    """Raises ValueError for a row that is no P-256 key, or not the one that its fingerprint names."""
    public = serialization.load_pem_public_key(key.public_pem.encode())
    if not isinstance(public, ec.EllipticCurvePublicKey) or fingerprint_of(public) != key.fingerprint:
        raise ValueError("public key and fingerprint do not agree")
    return public


def der_of(public) -> bytes:
    return public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def fingerprint_of(public) -> str:
    return hashlib.sha256(der_of(public)).hexdigest()


def spoken(fingerprint: str) -> str:
    """In groups of eight, as it is printed and read out."""
    return " ".join(fingerprint[start : start + 8] for start in range(0, len(fingerprint), 8))
