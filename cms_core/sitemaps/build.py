"""Sitemaps by the protocol of sitemaps.org: an address stays in the same file for ever, so few files change a day.

File 0 holds the home page and the columns; file n the content whose page number is in [(n-1)·10,000, n·10,000), which
can never be more than 10,000 addresses (the protocol allows 50,000).
"""

from django.db.models import ExpressionWrapper, F, IntegerField, Max
from django.utils import timezone
from django.utils.xmlutils import SimplerXMLGenerator

from cms_core.models.entries import Entry

RANGE = 10_000
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def ranges(site_home) -> list[tuple[int, object]]:
    """(number of the file, when its content last changed), ascending; one query."""
    begin = ExpressionWrapper(F("page_id") - F("page_id") % RANGE, output_field=IntegerField())
    entries = Entry.objects.visible().of_site(site_home).order_by().annotate(begin=begin)
    found = entries.values("begin").annotate(changed=Max("updated_at")).order_by("begin")
    return [(row["begin"] // RANGE + 1, row["changed"]) for row in found]


def addresses(site_home, number: int):
    """(path, when it changed) of the content in file `number`."""
    begin = (number - 1) * RANGE
    entries = Entry.objects.visible().of_site(site_home).filter(page__gte=begin, page__lt=begin + RANGE)
    return entries.order_by("page").values_list("address", "updated_at")


def write(stream, root_element: str, item: str, rows) -> None:
    """`rows`: (absolute address, moment or None)."""
    xml = SimplerXMLGenerator(stream, "utf-8")
    xml.startDocument()
    xml.startElement(root_element, {"xmlns": NAMESPACE})
    for address, moment in rows:
        xml.startElement(item, {})
        xml.addQuickElement("loc", address)
        if moment is not None:
            xml.addQuickElement("lastmod", timezone.localtime(moment).isoformat(timespec="seconds"))
        xml.endElement(item)
    xml.endElement(root_element)
    xml.endDocument()
