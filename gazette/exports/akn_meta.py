"""What Akoma Ntoso says of a text: its identity as work, expression and manifestation, where it came out, its life."""

from urllib.parse import quote

from cms_core.text.dates import CHINA
from gazette.exports.akn_elements import make

SOURCE = "#gazette"


def write_meta(parent, entry, kind: str) -> None:
    facts, issue = entry.facts or {}, entry.issue
    meta = make(parent, "meta")
    write_identification(meta, entry, kind)
    make(meta, "publication", date=day_of(issue), name=issue.gazette.name, showAs=issue.title, number=number_of(issue))
    keywords = [word for word in (facts.get("theme"), facts.get("genre"), facts.get("subject_words")) if word]
    if keywords:
        classification = make(meta, "classification", source=SOURCE)
        for number, word in enumerate(keywords, 1):
            make(classification, "keyword", eId=f"keyword_{number}", value=word, showAs=word, dictionary="gov.cn")
    lifecycle = make(meta, "lifecycle", source=SOURCE)
    for number, (day, type_, event) in enumerate(events_of(entry), 1):
        make(lifecycle, "eventRef", eId=f"event_{number}", date=day, type=type_, refersTo=event, source="#original")
    write_references(meta, entry)


def write_identification(meta, entry, kind) -> None:
    facts, issue = entry.facts or {}, entry.issue
    written, printed = facts.get("date_written") or day_of(issue), day_of(issue)
    work = f"/akn/cn-{issue.gazette.portal.key}/{kind}/{written}/{work_number(entry)}"
    expression = f"{work}/zho@{printed}"
    here = make(meta, "identification", source=SOURCE)
    levels = (
        ("FRBRWork", work, written, "成文", authors_of(entry)),
        ("FRBRExpression", expression, printed, "刊登", ["gazette"]),
        ("FRBRManifestation", f"{expression}.akn", printed, "刊登", ["gazette"]),
    )
    for tag, address, day, name, authors in levels:
        level = make(here, tag)
        make(level, "FRBRthis", value=f"{address}/!main")
        make(level, "FRBRuri", value=address)
        if tag == "FRBRExpression":
            make(level, "FRBRalias", name="gazette", value=f"{issue.gazette.portal.base_url}{entry.path}")
        make(level, "FRBRdate", date=day, name=name)
        for author in authors:
            make(level, "FRBRauthor", href=f"#{author}")
        if tag == "FRBRWork":
            make(level, "FRBRcountry", value="cn")
            if entry.document_number:
                make(level, "FRBRnumber", value=entry.document_number)
            make(level, "FRBRname", value=entry.title)
        elif tag == "FRBRExpression":
            make(level, "FRBRlanguage", language="zho")
        else:
            make(level, "FRBRformat", value="application/akn+xml")


def write_references(meta, entry) -> None:
    gazette = entry.issue.gazette
    references = make(meta, "references", source=SOURCE)
    make(references, "original", eId="original", href=f"{gazette.portal.base_url}{entry.path}", showAs=entry.title)
    for eid, name in zip(authors_of(entry), issuers_of(entry), strict=False):
        make(references, "TLCOrganization", eId=eid, href=f"/akn/ontology/organization/{quote(name)}", showAs=name)
    make(
        references,
        "TLCOrganization",
        eId="gazette",
        href=f"/akn/ontology/organization/{quote(gazette.name)}",
        showAs=gazette.publisher or gazette.name,
    )
    for eid, name in (("written", "成文"), ("printed", "刊登"), ("in_force", "施行"), ("ended", "废止或失效")):
        make(references, "TLCEvent", eId=eid, href=f"/akn/ontology/event/{eid}", showAs=name)


def events_of(entry) -> list[tuple[str, str, str]]:
    facts = entry.facts or {}
    found = [
        (facts.get("date_written"), "generation", "#written"),
        (day_of(entry.issue), "generation", "#printed"),
        (facts.get("date_effective"), "generation", "#in_force"),
        (facts.get("date_repealed"), "repeal", "#ended"),
    ]
    return [one for one in found if one[0]]


def issuers_of(entry) -> list[str]:
    return list((entry.facts or {}).get("issuers") or ())


def authors_of(entry) -> list[str]:
    return [f"issuer_{number}" for number, _ in enumerate(issuers_of(entry), 1)] or ["gazette"]


def work_number(entry) -> str:
    """The document's own number where it has one: the same text in two gazettes is one work."""
    return quote(entry.document_number or f"{entry.issue.path.strip('/')}/{entry.number}".replace("/", "-"))


def number_of(issue) -> str:
    return f"{issue.year}年{issue.label}"


def day_of(issue) -> str:
    """Never empty: an old volume without a day came out in its year."""
    if issue.publication_day:
        return issue.publication_day.isoformat()
    if issue.published_at and issue.published_at.year == issue.year:
        return issue.published_at.astimezone(CHINA).date().isoformat()
    return f"{issue.year}-01-01"
