"""What is owed: one row, column, document, decision, application or report, and how it stands on a day."""

import datetime
from dataclasses import dataclass

from django.db.models import TextChoices
from django.urls import reverse

from disclosure.terms.rules import is_estimated


class DutyKind(TextChoices):
    ROW = "row", "目录事项"
    COLUMN = "column", "法定公开栏目"
    DOCUMENT = "document", "公文"
    RECORD = "record", "阳光工程记录"
    DECISION = "decision", "双公示"
    APPLICATION = "application", "依申请公开"
    REPORT = "report", "年度报告"


class Status(TextChoices):
    """In the order in which somebody has to do something."""

    LATE = "late", "已超期"
    EMPTY = "empty", "没有内容"
    SOON = "soon", "即将到期"
    IN_TIME = "in_time", "按期"
    DONE_LATE = "done_late", "已公开，迟于期限"
    NO_TERM = "no_term", "无固定期限"


TO_DO = (Status.LATE, Status.EMPTY, Status.SOON)
ORDER = {status: place for place, status in enumerate(Status)}
# What has a day on which it was made. Applications are answered, not disclosed: they have a figure of their own.
WRITTEN = (DutyKind.DOCUMENT, DutyKind.RECORD, DutyKind.DECISION)
# What a share of timeliness is made of: has it been, or is it, in time?
TIMELY, UNTIMELY = (Status.IN_TIME, Status.SOON), (Status.LATE, Status.DONE_LATE)


@dataclass(frozen=True, slots=True)
class DutyState:
    """`term` is how the term is written, `last` when it was last filled (of a document: published), `over` by how many
    `unit` it is late. `name` and `args` make the address of the desk where it is to be done. `public`: no draft, others
    than its editors may read the title. `path`: where the public reads it, on the portal's host, if it does.
    """

    portal_id: int
    kind: DutyKind
    status: Status
    title: str
    term: str = ""
    due: datetime.date | None = None
    last: datetime.date | None = None
    over: int = 0
    unit: str = "个工作日"
    name: str = ""
    args: tuple = ()
    public: bool = True
    path: str = ""

    @property
    def url(self) -> str:
        return reverse(self.name, args=self.args) if self.name else ""

    @property
    def estimated(self) -> bool:
        """The last day lies in a year whose holidays are not announced yet: it may still move."""
        return is_estimated(self.due)

    @property
    def says(self) -> str:
        over = f" {self.over} {self.unit}" if self.over else ""
        if self.status == Status.LATE:
            return f"已超期{over}"
        if self.status == Status.DONE_LATE:
            return f"公开时已超期{over}"
        return self.status.label

    @property
    def sort_key(self):
        return ORDER[self.status], self.due or datetime.date.max, self.kind, self.title
