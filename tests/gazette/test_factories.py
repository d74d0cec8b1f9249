"""The gazette's own factories make what they say."""

import pytest

from gazette.states import IssueState
from tests import factories
from tests.gazette.factories import make_entry, make_gazette, make_issue

pytestmark = pytest.mark.django_db


def test_a_gazette_comes_with_its_column_and_parts():
    gazette = make_gazette()
    assert (gazette.name, gazette.column.column_type, gazette.parts.count()) == ("浙江省人民政府公报", "政府公报", 7)


def test_serials_go_on_by_themselves():
    gazette = make_gazette(first_serial=1074)
    assert [make_issue(gazette, 2015, number).serial for number in (7, 8)] == [1074, 1075]


def test_entries_of_sealed_issues_have_a_number_and_a_text():
    gazette = make_gazette()
    page = factories.make_document(factories.make_column(gazette.portal.home), document_number="浙政办发〔2015〕28号")
    entry = make_entry(make_issue(gazette, state=IssueState.PUBLISHED), "省政府办公厅文件", page)
    draft = make_entry(make_issue(gazette, number=8), "省政府令", page)
    assert (entry.number, entry.has_text, entry.document_key) == (1, True, "浙政办发〔2015〕28号")
    assert (draft.number, draft.has_text, draft.title) == (None, False, page.title)
