"""A list from a workbook without anybody at the screen: the same steps as editors take, one after the other."""

import tomllib
from pathlib import Path

from cms_core.models import Organisation
from cms_core.organisations.errors import AmbiguousOrganisation, UnknownOrganisation
from cms_core.text.folding import fold
from listings.actions.approve import ApproveAdjustment
from listings.actions.prepare import EditAdjustment, SubmitAdjustment
from listings.models import Listing, Outcome, Upload
from listings.values import Unreadable, read
from listings.workbooks.actions.confirm import ConfirmUpload, told
from listings.workbooks.actions.map import ChooseSheet, check_plan, remember, with_words
from listings.workbooks.actions.receive import ReceiveUpload
from listings.workbooks.bodies import Bodies
from listings.workbooks.checking import Check, begin
from listings.workbooks.fields import columns_of
from listings.workbooks.headers import aliases, cleaned
from listings.workbooks.look import Unusable
from listings.workbooks.plan import Plan
from listings.workbooks.rejects import write_rejects

TABLES = {"sheet", "header_row", "columns", "fixed", "words", "keep_blank", "whole", "adjustment"}
OF_ADJUSTMENT = ("title", "basis", "basis_url", "approval_number", "note")
BODIES = ("proposing_body", "approving_body")


def read_mapping(path: str | None) -> dict:
    """Raises Unusable."""
    if not path:
        return {}
    try:
        found = tomllib.loads(Path(path).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Unusable(f"读不了列的对应“{path}”：{error}。") from error
    if strange := sorted(set(found) - TABLES):
        raise Unusable(f"列的对应里没有“{'、'.join(strange)}”这一项，可有：{'、'.join(sorted(TABLES))}。")
    return found


class ImportListing:
    """In the caller's transaction. With refused rows and without `accept_good` no adjustment is made."""

    def __init__(self, listing: Listing, file, *, day, mapping, accept_good=False, take_out_gone=False, approve=False,
                 only_check=False, rejects=None):  # fmt: skip
        self.listing, self.file, self.day, self.mapping = listing, file, day, mapping
        self.accept_good, self.take_out_gone = accept_good, take_out_gone
        self.approve, self.only_check, self.rejects = approve, only_check, rejects

    def execute(self) -> dict:
        """Raises ListingsError, and then nothing may be kept."""
        upload = ReceiveUpload(self.listing, self.file, day=self.day).execute()
        kept = False
        try:
            upload = self.check(upload)
            adjustment = None
            if not self.only_check and (self.accept_good or not upload.counts[Outcome.REFUSED]):
                adjustment = self.adjust(upload)
            kept = adjustment is not None
            return self.report(upload, adjustment)
        finally:
            if not kept:
                upload.file.storage.delete(upload.file.name)

    def check(self, upload: Upload) -> Upload:
        if "sheet" in self.mapping or "header_row" in self.mapping:
            sheet, row = str(self.mapping.get("sheet", upload.sheet)), int(self.mapping.get("header_row", 0))
            upload = ChooseSheet(upload, sheet=sheet, header_row=row).execute()
        plan = self.plan(upload)
        check_plan(upload, plan)
        upload.plan = plan.as_data()
        remember(upload, plan)
        begin(upload)
        Check(upload).execute()
        upload.refresh_from_db()
        if self.rejects and upload.counts[Outcome.REFUSED]:
            write_rejects(Path(self.rejects), upload)
        return upload

    def plan(self, upload: Upload) -> Plan:
        plan, kind = Plan.of(upload.plan), self.listing.kind
        places = {cleaned(header): place for place, header in enumerate(upload.headers)}
        for header, name in self.mapping.get("columns", {}).items():
            field = name if name in columns_of(kind) else aliases(kind).get(cleaned(name), "")
            if name and not field:
                raise Unusable(f"[columns] 中“{header}”对应的“{name}”不是这张清单的字段。")
            if cleaned(header) not in places:
                raise Unusable(f"文件没有“{header}”这一列，有：{'、'.join(filter(None, upload.headers))}。")
            plan.columns.pop(places[cleaned(header)], None)
            if field:
                plan.columns = {place: one for place, one in plan.columns.items() if one != field}
                plan.columns[places[cleaned(header)]] = field
        plan.fixed |= {name: str(value) for name, value in self.mapping.get("fixed", {}).items()}
        plan.keep_blank = bool(self.mapping.get("keep_blank", plan.keep_blank))
        plan.whole = bool(self.mapping.get("whole", plan.whole))
        return with_words(plan, self.words())

    def words(self) -> dict[str, dict]:
        """What they mean may be written as a label, a key, or the name of a body."""
        found, bodies = {}, Bodies(self.listing)
        for name, words in self.mapping.get("words", {}).items():
            if name not in columns_of(self.listing.kind):
                raise Unusable(f"[words.{name}] 不是这张清单的字段。")
            found[name] = {}
            for word, meaning in words.items():
                if name == "organisation":
                    value, reason = bodies.find(str(meaning))
                    if reason:
                        raise Unusable(f"[words.organisation] “{word}”：{reason}")
                else:
                    value = read(columns_of(self.listing.kind)[name], meaning)
                found[name][fold(word)] = value
        return found

    def adjust(self, upload: Upload):
        gone = list(upload.counts["gone_by_body"]) if self.take_out_gone else []
        adjustment = ConfirmUpload(upload, accept_good=True, gone=gone).execute()
        # Nothing is taken out in between: these counts stay true.
        note = {"note": f"{told(upload, gone)}。"}
        adjustment = EditAdjustment(adjustment, **(note | self.decided())).execute()
        if self.approve:
            adjustment = ApproveAdjustment(SubmitAdjustment(adjustment).execute()).execute()
        return adjustment

    def decided(self) -> dict:
        told = self.mapping.get("adjustment", {})
        found = {name: str(told[name]) for name in OF_ADJUSTMENT if name in told}
        for name in BODIES:
            if name in told:
                try:
                    found[name] = Organisation.objects.resolve(str(told[name]), within=self.listing.portal.organisation)
                except (UnknownOrganisation, AmbiguousOrganisation) as error:
                    raise Unreadable(f"[adjustment] {name}：{error}") from error
        return found

    def report(self, upload: Upload, adjustment) -> dict:
        refused = [
            {"row": row.number, "column": fault["column"], "value": fault["value"], "reason": fault["reason"]}
            for row in upload.rows.filter(outcome=Outcome.REFUSED)
            for fault in row.faults
        ]
        counts = {outcome.value: upload.counts[outcome] for outcome in Outcome}
        return {
            "listing": str(self.listing),
            "file": upload.name,
            "counts": counts,
            "refused": refused,
            "adjustment": adjustment and adjustment.pk,
            "state": adjustment and adjustment.get_state_display(),
        }
