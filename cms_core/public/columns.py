"""What a column or topic shows: a list, pictures, documents, a single body, or the newest of each column below."""

from django.utils import timezone

from cms_core.catalogue.columns import TOPIC
from cms_core.catalogue.heads import newest_of_groups
from cms_core.models.media import Picture
from cms_core.models.pages.column import ListStyle
from cms_core.models.pages.topic import TopicPage
from cms_core.public.entries import entry_values
from cms_core.public.lists import listed
from cms_core.public.navigation import sidebar
from cms_core.public.readings import add_readings

PICTURE = "fill-320x200|format-webp"
BANNER = "fill-1200x320|format-webp"
IN_CHANNEL = 7
SIZES = {ListStyle.PICTURES: 12, ListStyle.DOCUMENTS: 20}
SIZE = 20
EMPTY = "本栏目暂无内容，正在整理，请稍后再来。"


def column_context(request, page, place) -> dict:
    context = {**sidebar(place), "style": page.list_style, "empty": EMPTY, "has_body": bool(page.body)}
    node = place.node
    if node is None:  # the preview of a column that was never saved
        return context | {"entries": []}
    if page.list_style == ListStyle.SINGLE and page.body:
        return context
    context["topics"] = topic_cards(node)
    if page.list_style == ListStyle.CHANNEL:
        return context | channel_context(node)
    context |= listed(request, node.family_ids(), node.url, SIZES.get(page.list_style, SIZE))
    if page.list_style == ListStyle.PICTURES:
        add_pictures(context["entries"])
    add_readings(context["entries"], page.column_type, place)
    return context


def channel_context(node) -> dict:
    """The newest of each column below with all that stands below it, one query; what has no list is a link."""
    children = [child for child in node.children if child.kind != TOPIC and not child.is_empty]
    with_lists = [child for child in children if not child.is_home]
    groups = {child.id: child.family_ids() for child in with_lists}
    newest = newest_of_groups({**groups, node.id: [node.id]}, IN_CHANNEL)
    sections = [
        {"title": child.title, "url": child.url, "entries": [entry_values(entry) for entry in newest[child.id]]}
        for child in with_lists
    ]
    return {
        "own_entries": [entry_values(entry) for entry in newest[node.id]],
        "sections": [section for section in sections if section["entries"]],
        "links": [{"title": child.title, "url": child.url} for child in children if not newest.get(child.id)],
    }


def topic_context(request, page, place) -> dict:
    context = {"style": ListStyle.LIST, "empty": "本专题暂无内容。", "banner": rendition(page.picture, BANNER)}
    node = place.node
    context |= listed(request, node.family_ids(), node.url, SIZE) if node else {"entries": []}
    return context | {"ended": has_ended(page, timezone.localdate()), "has_body": bool(page.body)}


def add_pictures(entries) -> None:
    """Two queries for any number: the pictures, and their renditions."""
    wanted = {entry["picture_id"] for entry in entries if entry["picture_id"]}
    found = Picture.objects.filter(pk__in=wanted).prefetch_renditions(PICTURE) if wanted else []
    pictures = {picture.pk: rendition(picture, PICTURE) for picture in found}
    for entry in entries:
        entry["picture"] = pictures.get(entry["picture_id"])


def rendition(picture, spec):
    """None where there is no picture, or its file is gone."""
    if picture is None:
        return None
    try:
        return picture.get_rendition(spec)
    except OSError:
        return None


def topic_cards(node) -> list[dict]:
    """The topics of a column, current ones first; three queries at most."""
    nodes = {child.id: child for child in node.children if child.kind == TOPIC}
    if not nodes:
        return []
    topics = TopicPage.objects.filter(pk__in=nodes, live=True).order_by("-first_published_at", "-pk")
    pictures = Picture.objects.filter(pk__in={topic.picture_id for topic in topics}).prefetch_renditions(PICTURE)
    by_id = {picture.pk: picture for picture in pictures}
    today = timezone.localdate()
    cards = [
        {
            "title": topic.title,
            "url": nodes[topic.pk].url,
            "picture": rendition(by_id.get(topic.picture_id), PICTURE),
            "ended": has_ended(topic, today),
        }
        for topic in topics
    ]
    return sorted(cards, key=lambda card: card["ended"])


def has_ended(topic, today) -> bool:
    """A past topic stays readable but says so (standards 1.6, C6)."""
    return topic.ends_on is not None and topic.ends_on < today
