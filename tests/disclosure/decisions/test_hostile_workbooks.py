"""Tables as people and programs spoil them: what can be read is read, the rest says what to do, nothing is guessed."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from disclosure.decisions.actions.confirm import ConfirmUpload
from disclosure.decisions.actions.receive import ReceiveUpload
from disclosure.decisions.fields import fields_of
from disclosure.models import Penalty
from tests.disclosure.decisions import factories

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 1)


@pytest.fixture
def portal():
    return factories.make_portal()


@pytest.fixture
def body(portal):
    return factories.make_body(portal, "县市场监督管理局")


def label(name):
    return fields_of("penalty")[name].label


def receive(portal, file):
    return ReceiveUpload(portal, "penalty", file, today=TODAY).execute()


def told(upload):
    return " ".join(
        fault["reason"] for row in upload.rows.filter(outcome="refused") for fault in row.sealed.open()["faults"]
    )


@pytest.mark.parametrize(
    "written", ["2026年5月11日", "2026.5.11", "2026/05/11", "20260511", "２０２６－０５－１１", 46153]
)
def test_days_are_read_however_they_are_written(portal, body, written):
    upload = receive(portal, factories.as_xlsx({**factories.row("penalty", body), label("decided_on"): written}))
    assert upload.counts["new"] == 1, told(upload)
    ConfirmUpload(upload).execute()
    assert Penalty.objects.get().decided_on == datetime.date(2026, 5, 11)


@pytest.mark.parametrize("written", ["2026-02-30", "五月", "1900-01-00", "0000-00-00", 3, True])
def test_what_is_no_day_is_refused(portal, body, written):
    upload = receive(portal, factories.as_xlsx({**factories.row("penalty", body), label("decided_on"): written}))
    assert upload.counts["refused"] == 1
    assert label("decided_on") in told(upload) or "日期" in told(upload)


def test_a_formula_that_nobody_has_reckoned_is_an_empty_cell(portal, body):
    row = {**factories.row("penalty", body), label("content"): '=HYPERLINK("http://example.com","罚款")'}
    upload = receive(portal, factories.as_xlsx(row))
    assert upload.counts["refused"] == 1
    assert "缺少" in told(upload)


def test_a_formula_typed_as_text_is_text_and_leaves_as_text(portal, body):
    row = {**factories.row("penalty", body), label("content"): "=1+1"}
    upload = receive(portal, factories.as_csv(row))
    ConfirmUpload(upload).execute()
    assert Penalty.objects.get().content == "=1+1"


def test_of_merged_cells_only_the_first_row_has_what_stands_in_them(portal, body):
    rows = [factories.row("penalty", body) for _ in range(2)]
    book = Workbook()
    sheet = book.active
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    column = list(rows[0]).index(label("party")) + 1
    sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
    file = io.BytesIO()
    book.save(file)
    upload = receive(portal, SimpleUploadedFile("合并.xlsx", file.getvalue()))
    assert (upload.counts["new"], upload.counts["refused"]) == (1, 1)
    assert "缺少“行政相对人名称”" in told(upload)


def spoilt(number: str) -> str:
    return number[:-1] + ("1" if number[-1] != "1" else "2")


def test_a_wrong_check_character_is_told_and_no_number_of_a_person_repeated(portal, body):
    card = spoilt(factories.identity_number())
    person = factories.person(party_number=card, representative="")
    code = spoilt(factories.credit_code())
    upload = receive(
        portal,
        factories.as_xlsx(factories.row("penalty", body, **person), factories.row("penalty", body, credit_code=code)),
    )
    assert upload.counts["refused"] == 2
    assert "校验" in told(upload)
    assert card not in told(upload)


def test_numbers_that_a_table_program_has_cut_are_refused(portal, body):
    cards = [330122199001010000, "3.30122E+17"]
    rows = [factories.row("penalty", body, **factories.person(party_number=card, representative="")) for card in cards]
    upload = receive(portal, factories.as_xlsx(*rows))
    assert upload.counts["refused"] == 2
    assert "文本" in told(upload)


def test_signs_that_cannot_be_seen_do_not_make_another_decision(portal, body):
    row = factories.row("penalty", body, number="云罚〔2026〕7号")
    ConfirmUpload(receive(portal, factories.as_xlsx(row))).execute()
    upload = receive(
        portal, factories.as_csv({**row, label("number"): "\u200b云罚〔2026〕 7号\u00a0"}, encoding="utf-8-sig")
    )
    assert upload.counts["new"] == 0
