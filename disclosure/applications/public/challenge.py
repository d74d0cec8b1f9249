"""The proof that a form is not sent by the thousand: a little work for the browser, or a question in plain words.

A token is signed, for one portal, and lives for `SECONDS`; the application is known by it, so that a token makes one
application at most, however often it is sent. The work: find a number so that the SHA-256 of token and number begins
with `PORTAL_APPLICATION_PROOF_BITS` zero bits. Who reads without scripts answers the question instead. No picture.
"""

import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

SALT = "disclosure.applications.challenge"
SECONDS = 3600
DIGITS = "零一二三四五六七八九十"
LONGEST = 400
SAYS = "安全验证没有通过：请回答下面的问题后再提交，您填写的内容都还在。"
OVER = "这一页停留太久，安全验证已过期：请再点一次“提交申请”，您填写的内容都还在。"


class ChallengeFailed(Exception):
    """The message is for the applicant; nothing is lost."""


@dataclass(frozen=True)
class Challenge:
    token: str
    question: str
    bits: int


def issue(portal) -> Challenge:
    token = signing.dumps([secrets.token_urlsafe(16), portal.pk], salt=SALT)
    return Challenge(token, question_of(token), settings.PORTAL_APPLICATION_PROOF_BITS)


def check(token: str, proof: str, answer: str, portal) -> str:
    """What the application is known by; raises ChallengeFailed. The token says it all, so nothing is stored."""
    try:
        unique, of = signing.loads(token[:LONGEST], salt=SALT, max_age=SECONDS)
    except signing.SignatureExpired:
        raise ChallengeFailed(OVER) from None
    except (signing.BadSignature, ValueError):
        raise ChallengeFailed(SAYS) from None
    wanted = settings.PORTAL_APPLICATION_PROOF_BITS > 0
    if of != portal.pk or (wanted and not (is_worked(token, proof) or is_answered(token, answer))):
        raise ChallengeFailed(SAYS)
    return unique


def is_worked(token: str, proof: str) -> bool:
    if not proof.isascii() or not proof.isdigit() or len(proof) > 16:
        return False
    digest = hashlib.sha256(f"{token}.{proof}".encode()).digest()
    return int.from_bytes(digest) >> (256 - settings.PORTAL_APPLICATION_PROOF_BITS) == 0


def numbers_of(token: str) -> tuple[int, int]:
    digest = salted_hmac(SALT, token, algorithm="sha256").digest()
    return 1 + digest[0] % 9, 1 + digest[1] % 9


def question_of(token: str) -> str:
    one, two = numbers_of(token)
    return f"{DIGITS[one]}加{DIGITS[two]}等于几？（写数字或者汉字都可以）"


def is_answered(token: str, answer: str) -> bool:
    one, two = numbers_of(token)
    total = one + two
    said = "".join(unicodedata.normalize("NFKC", answer[:20]).split())
    words = DIGITS[total] if total <= 10 else f"十{DIGITS[total - 10]}"
    known = {str(total), words, f"一{words}" if total > 10 else words}
    return any(hmac.compare_digest(said.encode(), one_of.encode()) for one_of in known)
