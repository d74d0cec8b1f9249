"""The index number of a document that is published for the first time."""

import logging

from django.utils import timezone

from cms_core.models.validity import DisclosureAttribute
from cms_core.numbers.errors import NumberError
from cms_core.numbers.serials import next_index_number

logger = logging.getLogger(__name__)


def needs_index_number(page) -> bool:
    """不予公开 has none; an imported number stays as it is; without an issuer nobody can answer for one."""
    return not page.index_number and page.disclosure != DisclosureAttribute.NONE and page.issuer_id is not None


def assign_index_number(page) -> str:
    """Sets `page.index_number` by the year of publication; returns what keeps it from being set, or "".

    A body without a code must not stop an urgent notice: the document goes out without a number, the reason is
    logged, and `manage.py number_documents` gives it as soon as the code is there.
    """
    if not needs_index_number(page):
        return ""
    year = timezone.localtime(page.published_at or timezone.now()).year
    try:
        page.index_number = next_index_number(page.issuer, year)
    except NumberError as error:
        logger.warning("%s（公文：%s）", error, page.title)
        return str(error)
    return ""
