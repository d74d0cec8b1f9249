"""Host names as people type them, in the form that browsers send: lower case, 中文 as xn--, without scheme or port."""

import re

from django.core.exceptions import ValidationError

LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
LONGEST = 253


def normalise(text: str) -> str:
    """`WWW.桐庐.政务` → `www.xn--….xn--…`; raises ValidationError saying what is wrong."""
    name = re.sub(r"^https?://", "", text.strip().lower()).rstrip("/.")
    try:
        name = name.encode("idna").decode() if name else ""
    except UnicodeError:
        name = ""
    if not name or len(name) > LONGEST or not all(LABEL.fullmatch(label) for label in name.split(".")):
        raise ValidationError(f"“{text.strip()}”不是域名。请只填域名本身，如 www.tonglu.gov.cn，不带网址路径和端口。")
    return name


def shown(name: str) -> str:
    """The form that people read."""
    try:
        return name.encode().decode("idna")
    except UnicodeError:
        return name
