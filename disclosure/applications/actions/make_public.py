"""转为主动公开 (条例第四十四条): what several people asked for, and may be public, is put into the directory."""

from disclosure.applications.actions.base import Step
from disclosure.applications.errors import NotAllowed
from disclosure.applications.events import EventKind


class MakePublic(Step):
    """`page` is the page that now says it, or None where it still has to be made; the application's state stays."""

    kind = EventKind.MADE_PUBLIC

    def __init__(self, application, *, page=None, **kwargs):
        super().__init__(application, **kwargs)
        self.page = page

    def check(self, case):
        if case.made_public_on and (self.page is None or case.made_public_page_id == self.page.pk):
            raise NotAllowed("这件申请所涉及的信息已经记为转为主动公开。")

    def data(self, case):
        return {"page": self.page.pk} if self.page else {}
