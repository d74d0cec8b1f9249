"""What the gazette's tests are made of, by model: a gazette with its parts, issues in any state, entries, texts.

Sealed entries get their digests as `gazette.texts.canonical` counts them. Keyword arguments are fields of the model.
"""

import datetime
import itertools

from cms_core.models import DocumentPage
from cms_core.text.document_numbers import key_of
from gazette.models import EntryKind, Gazette, Issue, IssueEntry, Part, PartRule
from gazette.states import IssueState
from gazette.texts.canonical import seal
from sites.models import PortalLevel
from tests import factories

NUMBERS = itertools.count(1)
PARTS = (
    ("省政府令", PartRule.ORDERS),
    ("省政府文件", PartRule.GOVERNMENT),
    ("省政府办公厅文件", PartRule.OFFICE),
    ("省级部门文件", PartRule.DEPARTMENTS),
    ("人事任免", PartRule.PERSONNEL),
    ("政策解读", PartRule.READINGS),
    ("大事记", PartRule.CHRONICLE),
)
HTML = '<h2 id="s1">一、总体要求</h2><p>各市、县（市、区）人民政府，省政府直属各单位：现将有关事项通知如下。</p>'


def make_gazette(portal=None, column=None, **fields):
    """Of a province's portal that answers on `localhost`, unless another is given."""
    portal = portal or make_province()
    column = column or factories.make_column(
        portal.home, "政务公报", slug=f"gongbao-{next(NUMBERS)}", column_type="政府公报"
    )
    values = {"name": f"{portal.organisation.name}公报", "publisher": portal.organisation.name, **fields}
    gazette = Gazette.objects.create(portal=portal, column=column, **values)
    Part.objects.bulk_create(
        Part(gazette=gazette, name=name, rule=rule, order=order) for order, (name, rule) in enumerate(PARTS, 1)
    )
    return gazette


def make_province(key="zj", **fields):
    return factories.make_portal(key, PortalLevel.PROVINCE, name="浙江省人民政府", **fields)


def make_issue(gazette, year=2015, number=7, serial=None, *, state=IssueState.DRAFTING, **fields):
    """`serial` None: the one that follows the highest of the gazette; give 0 for an issue without one."""
    if serial is None:
        highest = gazette.issues.order_by("-serial").values_list("serial", flat=True).exclude(serial=None).first()
        serial = (highest or gazette.first_serial - 1) + 1
    day = fields.setdefault("publication_day", datetime.date(year, min(number, 12), 15))
    if state == IssueState.PUBLISHED and day:
        moment = datetime.datetime.combine(day, datetime.time(9), datetime.timezone(datetime.timedelta(hours=8)))
        fields = {"publish_at": moment, "published_at": moment, **fields}
    return Issue.objects.create(gazette=gazette, year=year, number=number, serial=serial or None, state=state, **fields)


def make_entry(issue, part=None, page=None, title="", html=None, facts=None, number=None, **fields):
    """A text is given to entries of sealed issues, and the next number; `html=""` for one without.

    `part`: a Part, the name of one, or None for the second (省政府文件).
    """
    if not isinstance(part, Part):
        part = issue.gazette.parts.get(name=part) if part else issue.gazette.parts.order_by("order")[1]
    count = issue.entries.count()
    sealed = issue.is_sealed
    document_number = fields.pop("document_number", getattr(page, "document_number", ""))
    entry = IssueEntry(
        issue=issue,
        part=part,
        page=page and page.page_ptr,
        title=title or (page.title if page else "浙江省人民政府办公厅关于印发工作要点的通知"),
        position=fields.pop("position", count + 1),
        number=number or (count + 1 if sealed else None),
        part_name=part.name if sealed or number else "",
        kind=fields.pop("kind", kind_of(page)),
        document_number=document_number,
        document_key=fields.pop("document_key", key_of(document_number) if document_number else ""),
        facts=facts if facts is not None else (facts_of(page, document_number) if sealed else {}),
        html=(HTML if sealed else "") if html is None else html,
        **fields,
    )
    entry.has_text = bool(entry.html)
    entry.save()
    if entry.number:
        write_digests(entry)
    return entry


def kind_of(page):
    return EntryKind.DOCUMENT if page is None or isinstance(page, DocumentPage) else EntryKind.ARTICLE


def facts_of(page, document_number):
    found = {"document_number": document_number, "issuers": [], "date_written": ""}
    if isinstance(page, DocumentPage):
        found["issuers"] = page.issuer_names()
        found["date_written"] = page.date_written.isoformat() if page.date_written else ""
    return found


def write_digests(entry):
    seal(entry)
    entry.save(update_fields=["digest", "text_digest", "has_text"])
