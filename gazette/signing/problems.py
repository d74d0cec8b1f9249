"""What a check of an issue can find, each with a code for machines and a sentence for people."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """`issue` is the path of the issue ("" for a key of the gazette), `subject` what is concerned in it."""

    issue: str
    code: str
    subject: str
    message: str

    def as_dict(self) -> dict:
        return asdict(self)

    def __str__(self):
        return f"{self.issue} {self.subject}：{self.message}".strip()
