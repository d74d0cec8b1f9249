"""Terms in working days against the notices of the State Council's office, which the table takes from no library."""

import csv
import datetime
import tomllib
from pathlib import Path

import pytest

from cms_core.calendar import Pause, Term, is_working_day, known
from cms_core.calendar.official import CalendarError

HERE = Path(__file__).parent
NOTICES = tomllib.loads((HERE / "notices.toml").read_text("utf-8"))
CASES = list(csv.DictReader((HERE / "cases.csv").open(encoding="utf-8")))
ONE = datetime.timedelta(days=1)
day = datetime.date.fromisoformat


def pauses_of(text: str) -> tuple[Pause, ...]:
    return tuple(Pause(*(day(one) for one in span.split("/"))) for span in text.split())


def days_in(year: int, spans: list[str]) -> set[datetime.date]:
    found = set()
    for span in spans:
        first, _, last = span.partition("..")
        one, end = day(f"{year}-{first}"), day(f"{year}-{last or first}")
        while one <= end:
            found.add(one)
            one += ONE
    return found


def test_there_are_two_hundred_cases():
    assert len(CASES) == 200
    assert {int(row["due"][:4]) for row in CASES} == set(range(2015, 2027))
    assert sum(bool(row["pauses"]) for row in CASES) >= 40


@pytest.mark.parametrize("row", CASES, ids=lambda row: f"{row['start']}+{row['days']}{' p' if row['pauses'] else ''}")
def test_the_last_day_of_a_term(row):
    term = Term(day(row["start"]), int(row["days"]), pauses_of(row["pauses"]))
    assert term.due == day(row["due"])
    assert term.used(term.due) == term.days and term.left(term.due) == 0
    assert term.left(term.due - ONE) == 1


@pytest.mark.parametrize("year", range(2015, 2027))
def test_every_day_of_the_calendar_is_as_the_notice_says(year):
    notice = NOTICES[str(year)]
    off, work = days_in(year, notice["off"]), days_in(year, notice["work"])
    one = datetime.date(year, 1, 1)
    while one.year == year:
        assert is_working_day(one) == (one in work or (one.weekday() < 5 and one not in off)), one
        one += ONE


def test_a_pause_without_an_end_has_no_last_day_unless_the_term_is_over_before():
    start = datetime.date(2026, 3, 2)
    assert Term(start, 5, (Pause(datetime.date(2026, 3, 4)),)).due is None
    assert Term(start, 5, (Pause(datetime.date(2026, 3, 9)),)).due == datetime.date(2026, 3, 9)
    assert Term(start, 5, (Pause(datetime.date(2026, 3, 4)),)).used(datetime.date(2030, 1, 1)) == 2


def test_the_day_on_which_a_pause_begins_still_counts_and_the_day_on_which_it_ends_does_not():
    """Asked on Wednesday, answered on Friday: Monday's term has run on Tuesday and Wednesday, and again from Monday."""
    pause = Pause(datetime.date(2026, 3, 4), datetime.date(2026, 3, 6))
    term = Term(datetime.date(2026, 3, 2), 3, (pause,))
    assert [term.used(datetime.date(2026, 3, one)) for one in (3, 4, 5, 6, 9)] == [1, 2, 2, 2, 3]


def test_no_days_are_due_at_once_and_overdue_is_negative():
    assert Term(datetime.date(2026, 3, 2), 0).due == datetime.date(2026, 3, 2)
    assert Term(datetime.date(2026, 3, 2), 1).left(datetime.date(2026, 3, 6)) == -3


@pytest.mark.parametrize(
    "wrong", [lambda: Pause(day("2026-03-04"), day("2026-03-03")), lambda: Term(day("2026-03-02"), -1)]
)
def test_impossible_terms_are_refused(wrong):
    with pytest.raises(ValueError, match=r"pause|term"):
        wrong()


def test_a_year_without_a_notice_is_said_to_be_estimated(settings):
    settings.PORTAL_CALENDAR_FILE = ""
    assert known(day("2026-12-31")) and not known(day("2035-01-01"))
    assert Term(day("2034-12-20"), 20).estimated and not Term(day("2026-03-02"), 20).estimated


def test_a_notice_that_came_since_is_entered_in_a_file(settings, tmp_path):
    path = tmp_path / "calendar.toml"
    path.write_text('[2035]\nholidays = ["01-01..01-03"]\nworking = ["01-06"]\n', "utf-8")
    settings.PORTAL_CALENDAR_FILE = str(path)
    assert known(day("2035-01-01")) and not known(day("2036-01-01"))
    assert Term(day("2034-12-29"), 2).due == day("2035-01-05")
    assert is_working_day(day("2035-01-06"))  # a Saturday


@pytest.mark.parametrize(
    "text",
    [
        "[2035]\nholidays = ['02-30']",
        "[2035]\nfree = []",
        "[2035]\nholidays = ['01-01']\nworking = ['01-01']",
        "x",
        "[a]\n",
    ],
)
def test_a_calendar_file_with_a_fault_says_which(settings, tmp_path, text):
    path = tmp_path / "calendar.toml"
    path.write_text(text, "utf-8")
    settings.PORTAL_CALENDAR_FILE = str(path)
    with pytest.raises(CalendarError, match="节假日文件"):
        is_working_day(day("2035-01-01"))
