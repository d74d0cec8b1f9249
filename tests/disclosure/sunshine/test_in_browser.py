"""Records on a telephone: the name of a column never stands over its value, whatever the domain calls it."""

import pytest

from sites.models import PortalLevel
from tests.disclosure.sunshine.factories import make_record
from tests.factories import make_portal
from tests.themes.browser import HOST, browser, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
# What does not fit into the first column of its cell when it is set as the cell sets it.
RUN_OVER = """() => [...document.querySelectorAll('.list-table tbody td:not(:empty)')].flatMap(cell => {
  const style = getComputedStyle(cell), width = parseFloat(style.gridTemplateColumns);
  const label = document.createElement('span');
  label.textContent = cell.dataset.label;
  label.style.cssText = `display:block;position:absolute;width:${width}px;white-space:${style.whiteSpace}`;
  cell.append(label);
  const over = label.scrollWidth > Math.ceil(width) ? [cell.dataset.label] : [];
  label.remove();
  return over;
})"""


@pytest.mark.parametrize("width", [320, 375, 768])
def test_no_name_of_a_column_runs_over_its_value(monkeypatch, width):
    portal = make_portal("tonglu", PortalLevel.COUNTY, hostname=HOST)
    for key in ("three_public", "relief", "finance"):
        make_record(portal, key)
    with browser(monkeypatch) as chromium:
        page = chromium.open({"width": width, "height": 900})
        for key in ("three_public", "relief", "finance"):
            page.goto(f"http://{HOST}/sunshine/{key}/")
            assert page.locator(".list-table tbody td").count() and page.evaluate(RUN_OVER) == [], key
            assert not too_wide(page)
