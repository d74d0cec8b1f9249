"""What is asked of the duties of a portal: kind, state, words; unknown values are taken as the widest."""

from dataclasses import dataclass
from urllib.parse import urlencode

from cms_core.text.folding import fold
from disclosure.terms.duty import TO_DO, DutyKind, DutyState, Status

TODO, ALL = "todo", "all"
STATES = [(TODO, "需要处理"), *Status.choices, (ALL, "全部")]
MOST = 60


@dataclass(frozen=True)
class Filters:
    kind: str = ""
    state: str = TODO
    text: str = ""

    @classmethod
    def of(cls, query) -> "Filters":
        kind, state = query.get("kind", ""), query.get("state", TODO)
        return cls(
            kind=kind if kind in DutyKind.values else "",
            state=state if state in dict(STATES) else TODO,
            text=query.get("q", "").replace("\0", "").strip()[:MOST],
        )

    def of_kind(self, duties: list[DutyState]) -> list[DutyState]:
        """Before the state: the numbers beside the states are of these."""
        wanted = fold(self.text)
        return [
            one
            for one in duties
            if (not self.kind or one.kind == self.kind) and (not wanted or wanted in fold(f"{one.title}{one.term}"))
        ]

    def of_state(self, duties: list[DutyState]) -> list[DutyState]:
        if self.state == ALL:
            return duties
        states = TO_DO if self.state == TODO else (self.state,)
        return [one for one in duties if one.status in states]

    def query(self, **changes) -> str:
        values = {"kind": self.kind, "state": self.state, "q": self.text, **changes}
        return urlencode({name: value for name, value in values.items() if value})
