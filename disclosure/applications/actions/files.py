"""Adding what comes with an application: sealed on its way to the disk, known by nobody's name for it."""

import hashlib
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import File

from disclosure.applications.actions.base import Step
from disclosure.applications.contents import ENDINGS, MEDIA_TYPES, fault_of_content
from disclosure.applications.errors import NotAllowed
from disclosure.applications.events import EventKind
from disclosure.applications.states import FileKind
from disclosure.models import ApplicationFile
from disclosure.sealing import digest_of

MOST_FILES = 20


class AddFile(Step):
    """`content` is a Django file; `name` what the sender called it. `self.file` is the row after `execute()`.

    The same bytes as the same kind, one right after the other, are one paper: a second click, and a form that was sent
    again. Nothing is lost but the second name; `self.file` is None then. Of another kind, or later, it is kept.
    """

    kind = EventKind.FILE_ADDED

    def __init__(self, application, *, kind_of: str, content: File, name: str = "", **kwargs):
        super().__init__(application, **kwargs)
        self.kind_of = kind_of
        self.content = content
        self.name = PurePath((name or content.name or "").replace("\\", "/")).name.strip()[:200]
        self.ending = PurePath(self.name.lower()).suffix.removeprefix(".")
        self.file: ApplicationFile | None = None

    def check(self, case):
        if self.kind_of not in FileKind.values:
            raise NotAllowed("请选择材料的类别。")
        if self.ending not in MEDIA_TYPES:
            raise NotAllowed(f"这种文件不能上传，请改用 {ENDINGS} 格式。")
        if not self.content.size:
            raise NotAllowed("文件是空的，请重新选择。")
        if self.content.size > settings.PORTAL_APPLICATION_FILE_MB << 20:
            raise NotAllowed(f"文件超过 {settings.PORTAL_APPLICATION_FILE_MB} MB，请压缩或者拆分后上传。")
        if self.application.files.count() >= MOST_FILES:
            raise NotAllowed(f"一件申请最多 {MOST_FILES} 份材料，请合并后上传。")
        if fault := fault_of_content(self.content, self.ending):
            raise NotAllowed(f"这个文件{fault}")

    def data(self, case):
        self.content.seek(0)
        sha256 = hashlib.file_digest(self.content.file, "sha256").hexdigest()
        self.content.seek(0)
        return {"kind": str(self.kind_of), "content": digest_of("application file", sha256)}

    def prepare(self, application, case):
        """A row that is rolled back leaves a sealed file that nobody knows: `retention` sweeps it away."""
        self.file = ApplicationFile(
            application=application,
            kind=self.kind_of,
            name=self.name,
            media_type=MEDIA_TYPES[self.ending],
            size=self.content.size,
        )
        self.file.file.save(self.name, self.content)
