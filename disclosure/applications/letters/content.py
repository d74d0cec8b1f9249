"""What stands on the paper. In a draft the texts hold placeholders; in a letter that was sent they are filled in."""

import json
from dataclasses import asdict, dataclass, fields

from disclosure.applications.particulars import Hidden
from disclosure.sealing import digest_of

LONGEST = 20_000


@dataclass(repr=False)
class Content(Hidden):
    """`addressee` stands above the body with a colon; `body` has a paragraph a line; `number` is 发文字号."""

    title: str = ""
    number: str = ""
    addressee: str = ""
    body: str = ""
    signature: str = ""
    day: str = ""

    @property
    def paragraphs(self) -> list[str]:
        return [line.strip() for line in self.body.splitlines() if line.strip()]

    def digest(self) -> str:
        """Keyed: who has the database alone cannot try names against it."""
        return digest_of("letter", json.dumps(asdict(self), ensure_ascii=False, sort_keys=True))

    def filled(self, fill) -> "Content":
        return Content(**{field.name: fill(getattr(self, field.name)) for field in fields(self)})
