"""行政复议、行政诉讼 about how an application was handled; table four counts them."""

from disclosure.applications.actions.base import Step
from disclosure.applications.errors import NotAllowed
from disclosure.applications.events import EventKind
from disclosure.applications.states import ReviewKind, ReviewResult


class FileReview(Step):
    """`kind_of` is one of ReviewKind; `words` hold the case number and what it is about."""

    kind = EventKind.REVIEW_FILED

    def __init__(self, application, *, kind_of: str, **kwargs):
        super().__init__(application, **kwargs)
        self.kind_of = kind_of

    def check(self, case):
        if case.received_on is None:
            raise NotAllowed("这件申请没有登记受理，不能记录复议、诉讼。")
        if self.kind_of not in ReviewKind.values:
            raise NotAllowed("请选择行政复议或者行政诉讼的类别。")
        if self.kind_of == ReviewKind.AFTER and not any(
            filed.kind == ReviewKind.RECONSIDERATION and filed.decided_on for filed in case.reviews
        ):
            raise NotAllowed("复议后起诉应先有已审结的行政复议；请先记录复议的结果，或者选择“未经复议直接起诉”。")

    def data(self, case):
        return {"review": len(case.reviews) + 1, "kind": str(self.kind_of)}


class DecideReview(Step):
    """`review` counts within the application, from 1; `on` is the day of the decision."""

    kind = EventKind.REVIEW_DECIDED

    def __init__(self, application, *, review: int, result: str, **kwargs):
        super().__init__(application, **kwargs)
        self.review = review
        self.result = result

    def check(self, case):
        if not 1 <= self.review <= len(case.reviews):
            raise NotAllowed("没有这件复议、诉讼，请刷新后重新选择。")
        if self.result not in ReviewResult.values or self.result == ReviewResult.PENDING:
            raise NotAllowed("请选择审结的结果。")
        if case.reviews[self.review - 1].decided_on:
            raise NotAllowed("这件复议、诉讼已经记录过结果。")

    def data(self, case):
        return {"review": self.review, "result": str(self.result)}
