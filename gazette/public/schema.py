"""schema.org for the gazette: a Periodical, its PublicationIssue, and the Legislation or Article of each entry."""

from cms_core.public.json_ld import FORCE
from gazette.models import EntryKind


def issue_item(issue) -> dict:
    root = issue.gazette.portal.base_url
    periodical = {"@type": "Periodical", "@id": f"{root}/gazette/#gazette", "name": issue.gazette.name}
    if issue.gazette.issn:
        periodical["issn"] = issue.gazette.issn
    found = {
        "@type": "PublicationIssue",
        "@id": f"{root}{issue.path}#issue",
        "url": f"{root}{issue.path}",
        "name": issue.title,
        "issueNumber": str(issue.number),
        "isPartOf": periodical,
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
    }
    if issue.publication_day:
        found["datePublished"] = issue.publication_day.isoformat()
    if issue.gazette.publisher:
        found["publisher"] = {"@type": "GovernmentOrganization", "name": issue.gazette.publisher}
    return found


def issue_graph(issue, parts) -> list[dict]:
    root = issue.gazette.portal.base_url
    entries = [
        {"@type": "CreativeWork", "name": entry["title"], "url": f"{root}{entry['url']}"}
        for part in parts
        for entry in part["entries"]
    ]
    return [issue_item(issue) | {"hasPart": entries}]


def entry_graph(entry, validity: str = "") -> list[dict]:
    """`validity`: the present one where it is known."""
    root = entry.issue.gazette.portal.base_url
    facts = entry.facts
    is_law = entry.kind == EntryKind.DOCUMENT
    found = {
        "@type": "Legislation" if is_law else "Article",
        "@id": f"{root}{entry.path}#entry",
        "url": f"{root}{entry.path}",
        "name": entry.title,
        "inLanguage": "zh-CN",
        "isPartOf": issue_item(entry.issue),
        "isAccessibleForFree": True,
    }
    if entry.first_page:
        found["pageStart"], found["pageEnd"] = entry.first_page, entry.last_page or entry.first_page
    if is_law:
        found |= legislation(facts, entry.document_number, validity)
    elif facts.get("author"):
        found["author"] = {"@type": "Person", "name": facts["author"]}
    return [{name: value for name, value in found.items() if value not in ("", None, [])}]


def legislation(facts, document_number, validity) -> dict:
    # What is printed in the gazette is the standard text (立法法第九十七条): schema.org calls it authoritative.
    return {
        "legislationIdentifier": document_number or facts.get("index_number", ""),
        "legislationType": facts.get("genre", ""),
        "legislationDate": facts.get("date_written", ""),
        "legislationDateOfApplicability": facts.get("date_effective", ""),
        "legislationLegalForce": FORCE.get(validity or facts.get("validity"), ""),
        "legislationLegalValue": "AuthoritativeLegalValue",
        "legislationPassedBy": [
            {"@type": "GovernmentOrganization", "name": name} for name in facts.get("issuers") or ()
        ],
    }
