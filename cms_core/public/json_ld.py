"""Structured data (schema.org) for search engines, written so that no title can end its script block."""

import json

from django.utils import timezone

from cms_core.models.citations import CitationKind
from cms_core.models.pages.content import ContentPage
from cms_core.models.pages.document import DocumentPage
from cms_core.models.validity import Validity
from cms_core.public.citations import links_of
from cms_core.public.meta import picture_url, source_of

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
LINKS = {CitationKind.AMEND: "legislationChanges", CitationKind.REPEAL: "legislationRepeals"}
FORCE = {
    Validity.IN_FORCE: "InForce",
    Validity.AMENDED: "PartiallyInForce",
    Validity.REPEALED: "NotInForce",
    Validity.EXPIRED: "NotInForce",
}


def json_ld(place, page, crumbs, canonical: str) -> str:
    """A string ready for a script block; "" where there is nothing to say."""
    if page is None:
        return ""
    root = place.site_portal.base_url
    graph = []
    if page.pk == place.portal.home_id:
        graph += home_graph(place, root)
    if len(crumbs) > 1:
        graph.append(crumb_list(crumbs, page, root))
    if isinstance(page, ContentPage):
        graph.append(content_item(place, page, canonical))
    return script_safe({"@context": "https://schema.org", "@graph": graph})


def script_safe(data) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def home_graph(place, root):
    home = f"{root}{place.home_url}"
    publisher = organisation(place.portal, home)
    search = {"@type": "EntryPoint", "urlTemplate": f"{root}/search/?q={{search_term_string}}"}
    website = {
        "@type": "WebSite",
        "@id": f"{home}#website",
        "url": home,
        "name": place.portal.name,
        "inLanguage": "zh-CN",
        "publisher": {"@id": publisher["@id"]},
        "potentialAction": {
            "@type": "SearchAction",
            "target": search,
            "query-input": "required name=search_term_string",
        },
    }
    return [website, publisher]


def organisation(portal, home):
    found = {
        "@type": "GovernmentOrganization",
        "@id": f"{home}#organization",
        "name": portal.organisation.name,
        "url": home,
    }
    facts = {
        "telephone": portal.contact_phone,
        "email": portal.contact_email,
        "address": portal.contact_address,
    }
    return found | {name: value for name, value in facts.items() if value}


def crumb_list(crumbs, page, root):
    items = [
        {"@type": "ListItem", "position": number, "name": crumb["title"], "item": f"{root}{crumb['url']}"}
        for number, crumb in enumerate(crumbs, start=1)
    ]
    if isinstance(page, ContentPage):
        items[-1]["name"] = page.title
    return {"@type": "BreadcrumbList", "itemListElement": items}


def content_item(place, page, canonical):
    moment = page.published_at or page.first_published_at or timezone.now()
    changed = page.last_published_at or moment
    found = {
        "@id": f"{canonical}#content",
        "url": canonical,
        "inLanguage": "zh-CN",
        "datePublished": timezone.localtime(moment).isoformat(timespec="minutes"),
        "dateModified": timezone.localtime(changed).isoformat(timespec="minutes"),
        "publisher": {"@type": "GovernmentOrganization", "name": place.portal.organisation.name},
        "isAccessibleForFree": True,
    }
    if page.summary:
        found["description"] = page.summary
    image = picture_url(page, place.site_portal)
    if image:
        found["image"] = image
    if isinstance(page, DocumentPage):
        return found | legislation(page) | cited(page, place)
    source = {"@type": "Organization", "name": source_of(page, place.portal)}
    author = {"author": {"@type": "Person", "name": page.author}} if page.author else {"author": source}
    return found | {"@type": "NewsArticle", "headline": page.title, "sourceOrganization": source} | author


def cited(page, place):
    """Absolute addresses of what the document cites, changes and repeals, as far as the public can follow them."""
    found = {}
    for group in links_of(page, place).cites:
        links = [link for link in (*group["links"], *group["rest"]) if link["url"]]
        named = [reference(link, place) for link in links]
        if named:
            name = LINKS.get(group["kind"], "citation")
            found[name] = [*found.get(name, []), *named]
    return found


def reference(link, place):
    url = link["url"] if "//" in link["url"] else f"{place.site_portal.base_url}{link['url']}"
    return {"@type": "Legislation", "@id": f"{url}#content", "url": url, "name": link["title"]}


def legislation(page):
    facts = {
        "@type": "Legislation",
        "name": page.title,
        "legislationIdentifier": page.document_number or page.index_number,
        "legislationType": page.genre,
        "legislationDate": page.date_written and page.date_written.isoformat(),
        "legislationDateOfApplicability": page.date_effective and page.date_effective.isoformat(),
        "legislationLegalForce": FORCE.get(page.validity),
    }
    issuer = page.issuer_text or (page.issuer.name if page.issuer_id else "")
    if issuer:
        facts["legislationPassedBy"] = {"@type": "GovernmentOrganization", "name": issuer}
    return {name: value for name, value in facts.items() if value}
