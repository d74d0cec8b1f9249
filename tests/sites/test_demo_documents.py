"""Documents of the demo: what they say of their validity holds together on whatever day they are loaded."""

import datetime

import pytest

from sites.demo.documents import documents, repealed
from sites.demo.setting import Setting

TODAY = datetime.date(2026, 3, 20)


@pytest.fixture(params=range(20))
def setting(request):
    return Setting("zj", "province", "浙江", "浙江省人民政府", "浙江省政府", "浙政", TODAY, request.param)


@pytest.mark.parametrize("purpose", ["documents", "policies.repealed"])
def test_a_repealed_document_was_in_force_and_is_repealed_by_today(setting, purpose):
    made = repealed(setting, purpose) if purpose == "policies.repealed" else documents(setting, 20)
    gone = [item.document for item in made if item.document.get("validity") == "repealed"]
    assert gone
    assert all(one["date_effective"] < one["date_repealed"] <= TODAY for one in gone)
