"""The editor's form of an official document: a draft may be unfinished, what is published or submitted may not."""

from types import SimpleNamespace

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.stream_block import StreamBlockValidationError

from cms_core.documents.joint_issuers import OrganisationNamesField
from cms_core.documents.rules import publishing_problems

GOES_OUT = ("action-publish", "action-submit")
FACTS = (
    "disclosure", "issuer", "issuer_text", "date_written", "date_effective", "date_repealed", "theme", "validity",
    "validity_basis", "changed_by", "body",
)  # fmt: skip


class DocumentPageForm(WagtailAdminPageForm):
    joint_issuers = OrganisationNamesField(
        label="联合发文机关", required=False, help_text="写机构名称，多个用顿号隔开，可从文件中复制。"
    )

    def clean(self):
        cleaned = super().clean()
        if any(name in self.data for name in GOES_OUT):
            facts = {name: cleaned.get(name, getattr(self.instance, name)) for name in FACTS if name not in self.errors}
            if len(facts) == len(FACTS):
                for field, messages in publishing_problems(SimpleNamespace(pk=self.instance.pk, **facts)).items():
                    self.report(field, messages)
        return cleaned

    def report(self, field: str, messages: list[str]):
        """A stream shows errors only of its own kind."""
        if field == "body":
            self.add_error(field, StreamBlockValidationError(non_block_errors=messages))
        else:
            self.add_error(field if field in self.fields else None, messages)
