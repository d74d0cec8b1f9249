"""A sealed value: it goes through templates, logs and messages as “（已加密）”, and is read by `.open()` alone."""

import json

from disclosure.sealing.boxes import seal, unseal

HIDDEN = "（已加密）"


class Sealed:
    """Either what it holds or its token, the other made when asked for: rows are loaded without opening anything.

    `context` is the column; `structured` says that it holds JSON. An empty one is "" or {}, and false.
    """

    __slots__ = ("_plain", "_token", "context", "structured")

    def __init__(self, context: str, *, structured: bool = False, plain=None, token: str | None = None):
        self.context = context
        self.structured = structured
        self._token = token
        self._plain = plain if token is None else None

    def open(self):
        """Text, or what the JSON says. Raises a SealsError where the key is not at hand; nothing is lost then."""
        if self._token is None:
            return self._plain
        if not self._token:
            return {} if self.structured else ""
        text = unseal(self._token, self.context)
        return json.loads(text) if self.structured else text

    def token(self) -> str:
        """What the database keeps."""
        if self._token is None:
            if not self._plain:
                return ""
            plain = json.dumps(self._plain, ensure_ascii=False) if self.structured else str(self._plain)
            self._token = seal(plain, self.context)
            self._plain = None
        return self._token

    def __bool__(self):
        return bool(self._plain if self._token is None else self._token)

    def __str__(self):
        return HIDDEN if self else ""

    def __repr__(self):
        return f"<Sealed {self.context}>"

    def __eq__(self, other):
        if isinstance(other, Sealed):
            return self is other or self.open() == other.open()
        return NotImplemented

    __hash__ = None

    def __reduce__(self):
        """Caches, task arguments, sessions: never what it holds."""
        return restored, (self.context, self.structured, self.token())


def restored(context: str, structured: bool, token: str) -> Sealed:
    return Sealed(context, structured=structured, token=token)
