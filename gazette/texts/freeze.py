"""定稿: the published text of a page becomes the gazette's own, once and for all (国办发〔2018〕22号: 标准文本)."""

from cms_core.models import ArticlePage, DocumentPage
from cms_core.models.validity import DisclosureAttribute
from gazette.errors import GazetteError
from gazette.texts.body import BodyWriter
from gazette.texts.facts import facts_of
from gazette.texts.frozen import Frozen
from gazette.texts.gather import Gathering
from gazette.texts.responsible import responsible_by_section
from gazette.texts.standard import standard
from sites.models import Portal


def freeze_page(page) -> Frozen:
    """The document or article as the public reads it now, never a draft, whatever state `page` was read in.

    Raises GazetteError with every reason: not public, or a picture or attachment is not there. A document 依申请公开
    has facts and no text. The number of queries does not depend on the length of the text.
    """
    live = published_page(page)
    gathering = Gathering(root_of(live), live)
    writer = BodyWriter(gathering)
    html = ""
    if getattr(live, "shows_body", True):
        raw = writer.write(live.body)
        gathering.look_up(raw)
        html = standard(raw, address=gathering.address)
    if gathering.missing:
        raise GazetteError(*(f"《{live.title}》：{reason}" for reason in dict.fromkeys(gathering.missing)))
    facts = facts_of(live, live.source or portal_name(live), live.full_url or "")
    if responsible := responsible_by_section(html):
        facts["responsible"] = responsible
    if writer.attachments:
        facts["attachments"] = writer.attachments
    return Frozen(live.title, getattr(live, "document_number", ""), facts, html, list(gathering.files.values()))


def published_page(page):
    """The row, which holds the published state (drafts lie in revisions); refused when the public cannot read it."""
    found = DocumentPage.objects.select_related("issuer", "entry").filter(pk=page.pk).first()
    found = found or ArticlePage.objects.select_related("entry").filter(pk=page.pk).first()
    if found is None:
        raise GazetteError(f"《{page.title}》已被删除，没有可以刊登的文本。请移出本期，或改选另一篇。")
    reasons = []
    entry = getattr(found, "entry", None)
    if not found.live:
        reasons.append(f"《{found.title}》还没有发布，或已经撤下。请先发布原文，或把它移出本期。")
    elif entry is None or not entry.visible:
        reasons.append(
            f"《{found.title}》公众还看不到（设有访问限制，或所在的栏目、门户没有开放）。请先公开，或移出本期。"
        )
    if getattr(found, "disclosure", "") == DisclosureAttribute.NONE:
        reasons.append(f"《{found.title}》的公开属性为“不予公开”，不能刊登。请移出本期。")
    if reasons:
        raise GazetteError(*reasons)
    return found


def root_of(page) -> str:
    parts = page.get_url_parts()
    return (parts and parts[1]) or ""


def portal_name(page) -> str:
    portal = Portal.objects.select_related("organisation").filter(home=page.entry.portal_home_id).first()
    return portal.organisation.name if portal else ""
