"""索引号: strict where we give them, lenient where we take them over."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction

from cms_core.models import DocumentPage, IndexSerial
from cms_core.numbers.errors import NoCode, SerialsUsedUp
from cms_core.numbers.index_numbers import read_index_number, validate_index_number
from cms_core.numbers.serials import next_index_number, note_used_serial
from cms_core.organisations.codes import credit_check_digit, organisation_check_digit
from tests.factories import make_column, make_document, make_organisation, make_portal

ORGANISATION_CODE = "12345678" + organisation_check_digit("12345678")
CREDIT_CODE = "11330000123456782" + credit_check_digit("11330000123456782")


@pytest.fixture
def body(db):
    return make_organisation("桐庐县财政局", credit_code=CREDIT_CODE)


@pytest.fixture
def column(db):
    return make_column(make_portal().home, "政策文件")


def test_numbers_count_up_by_body_and_year(body):
    other = make_organisation("桐庐县教育局", organisation_code=ORGANISATION_CODE)
    assert next_index_number(body, 2026) == f"{CREDIT_CODE}/2026-00001"
    assert next_index_number(body, 2026) == f"{CREDIT_CODE}/2026-00002"
    assert next_index_number(body, 2027) == f"{CREDIT_CODE}/2027-00001"
    assert next_index_number(other, 2026) == f"{ORGANISATION_CODE}/2026-00001"


def test_what_is_generated_is_valid(body):
    validate_index_number(next_index_number(body, 2026))


def test_a_body_without_a_code_gets_no_number_and_is_told_why(db):
    with pytest.raises(NoCode, match=r"“桐庐县教育局”没有登记.*请管理员"):
        next_index_number(make_organisation("桐庐县教育局"), 2026)
    assert not IndexSerial.objects.exists()


def test_the_five_digits_end_with_a_message(body):
    IndexSerial.objects.create(organisation=body, year=2026, last=99_999)
    with pytest.raises(SerialsUsedUp, match="99999"):
        next_index_number(body, 2026)
    assert IndexSerial.objects.get().last == 99_999


def test_a_number_that_was_rolled_back_leaves_no_gap(body):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        next_index_number(body, 2026)
        raise ZeroDivisionError
    assert next_index_number(body, 2026).endswith("-00001")


def test_the_number_of_a_deleted_document_is_never_used_again(body, column):
    first = make_document(column, issuer=body)
    number = first.index_number
    first.delete()
    assert make_document(column, issuer=body).index_number == number[:-5] + "00002"


def test_what_came_in_from_elsewhere_is_not_given_again(body):
    note_used_serial(body, 2026, 41)
    note_used_serial(body, 2026, 7)
    note_used_serial(body, 2026, 777_968)
    assert next_index_number(body, 2026).endswith("-00042")


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_get_different_numbers():
    body = make_organisation("桐庐县财政局", credit_code=CREDIT_CODE)
    given, failures = [], []
    barrier = threading.Barrier(6)

    def work():
        try:
            barrier.wait()
            for _ in range(5):
                given.append(next_index_number(body, 2026))
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(given) == [f"{CREDIT_CODE}/2026-{n:05d}" for n in range(1, 31)]


def test_a_document_gets_its_number_when_it_is_first_published(body, column):
    page = make_document(column, issuer=body, live=False)
    assert page.index_number == ""
    page.save_revision().publish()
    page.refresh_from_db()
    number = page.index_number
    assert number == f"{CREDIT_CODE}/{page.published_at.year}-00001"
    page.title = "改了标题的通知"
    page.save_revision().publish()
    page.unpublish()
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.index_number == number
    assert IndexSerial.objects.get().last == 1


def test_an_imported_number_is_kept_and_none_is_given(body, column):
    page = make_document(column, issuer=body, index_number="000014349/2015-777968")
    assert page.index_number == "000014349/2015-777968"
    assert not IndexSerial.objects.exists()


def test_an_old_draft_does_not_clear_the_number(body, column):
    page = make_document(column, issuer=body, live=False)
    old = page.save_revision()
    page.save_revision().publish()
    page.refresh_from_db()
    number = page.index_number
    old.publish()
    page.refresh_from_db()
    assert page.index_number == number != ""


def test_a_copy_gets_a_number_of_its_own(body, column):
    page = make_document(column, issuer=body)
    copy = page.copy(update_attrs={"slug": "copy"}, keep_live=False)
    assert copy.index_number == ""
    copy.save_revision().publish()
    copy.refresh_from_db()
    assert copy.index_number == f"{page.index_number[:-5]}00002"


def test_without_a_code_it_is_published_and_numbered_later(column, capsys):
    body = make_organisation("桐庐县教育局")
    page = make_document(column, issuer=body)
    assert (page.live, page.index_number) == (True, "")
    call_command("number_documents", "--since", "2000-01-01", "--json")
    assert "没有登记" in capsys.readouterr().out
    body.credit_code = CREDIT_CODE
    body.save()
    call_command("number_documents", "--since", "2000-01-01", "--dry-run")
    assert DocumentPage.objects.get().index_number == ""
    call_command("number_documents", "--since", "2000-01-01")
    assert DocumentPage.objects.get().index_number == f"{CREDIT_CODE}/{page.published_at.year}-00001"


@pytest.mark.parametrize(
    ("text", "code", "year", "serial"),
    [
        ("000014349/2017-00110", "000014349", 2017, "00110"),
        ("000014349/2015-777968", "000014349", 2015, "777968"),
        ("000014349／2015－777968", "000014349", 2015, "777968"),
        (" 000014349/2015 -777968 ", "000014349", 2015, "777968"),
        ("11441700007280420Y/2021-00050", "11441700007280420Y", 2021, "00050"),
        ("00001434-9/2015-00028", "000014349", 2015, "00028"),
        ("K28044908/2026-12878", "K28044908", 2026, "12878"),
        ("20230618-205818-135", "", None, ""),
        ("LYG01-02-2019-00005", "", None, ""),
    ],
)
def test_numbers_of_old_pages_are_read_and_kept_as_they_stand(text, code, year, serial):
    number = read_index_number(text)
    assert number.text == "".join(text.split())
    assert (number.code, number.year, number.serial) == (code, year, serial)


@pytest.mark.parametrize("text", ["", "   ", "无", "主题分类", "见附件，共3页", "1" * 41])
def test_what_is_no_number_is_none(text):
    assert read_index_number(text) is None


@pytest.mark.parametrize(
    "value",
    [
        "000014349/2015-777968",
        "000014348/2015-00001",
        "000014349/15-00001",
        "000014349-2015-00001",
        "000014349/9999-00001",
        f"{CREDIT_CODE[:-1]}0/2026-00001",
    ],
)
def test_a_new_number_of_another_form_is_refused(value):
    assert not read_index_number(value).is_strict
    with pytest.raises(ValidationError):
        validate_index_number(value)
