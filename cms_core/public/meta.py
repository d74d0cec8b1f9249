"""The page tags of 《政府网站发展指引》附件 (standards 1.1): names, order, and which page type carries which.

Home: site and column tags. Columns, topics: site and column tags. Content: all three. Everything else: site tags.
"""

from django.utils import timezone

from cms_core.models.pages.content import ContentPage

HOME_TYPE = "首页"
TOPIC_TYPE = "专题专栏"


def meta_tags(place, page, canonical: str) -> list[tuple[str, str]]:
    tags = site_tags(place.site_portal)
    if page is None:
        return tags
    tags += column_tags(place, page)
    if isinstance(page, ContentPage):
        tags += content_tags(place, page, canonical)
    return tags


def site_tags(portal) -> list[tuple[str, str]]:
    tags = [("SiteName", portal.name), ("SiteDomain", portal.site.hostname)]
    # A portal that is being prepared may have no code yet; an empty tag would say that it has an empty one.
    return [*tags, ("SiteIDCode", portal.site_code)] if portal.site_code else tags


def column_tags(place, page) -> list[tuple[str, str]]:
    node = place.node
    if node is None or node.is_home:
        return home_column_tags(place)
    return [
        ("ColumnName", node.title),
        ("ColumnDescription", node.description or f"{place.portal.name}“{node.title}”栏目的内容"),
        ("ColumnKeywords", comma_separated(node.keywords) or node.title),
        ("ColumnType", node.column_type or TOPIC_TYPE),
    ]


def home_column_tags(place) -> list[tuple[str, str]]:
    portal, home = place.portal, place.portal.home
    return [
        ("ColumnName", HOME_TYPE),
        (
            "ColumnDescription",
            home.search_description or f"{portal.name}首页，发布政务信息，提供办事服务和互动交流",
        ),
        ("ColumnKeywords", comma_separated(home.keywords) or f"{portal.name},政务公开,政务服务,互动交流"),
        ("ColumnType", HOME_TYPE),
    ]


def content_tags(place, page, canonical: str) -> list[tuple[str, str]]:
    image = picture_url(page, place.site_portal)
    tags = [
        ("ArticleTitle", page.title),
        ("PubDate", published(page)),
        ("ContentSource", source_of(page, place.portal)),
        ("Keywords", comma_separated(page.keywords)),
        ("Author", page.author),
        ("Description", page.summary),
        ("Image", image),
        ("Url", canonical),
    ]
    return [(name, content) for name, content in tags if content]


def published(page) -> str:
    """YYYY-MM-DD HH:MM, Beijing time, for readers and for the tag alike (L5)."""
    moment = page.published_at or page.first_published_at or timezone.now()
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def source_of(page, portal) -> str:
    """Where it comes from, never empty: the portal's organisation where the editor named nobody."""
    return page.source or portal.organisation.name


def comma_separated(words: str) -> str:
    """关键词 with half-width commas, however they were typed."""
    for separator in ("，", "、", "；", ";", "\u3000"):
        words = words.replace(separator, ",")
    return ",".join(word.strip() for word in words.split(",") if word.strip())


def picture_url(page, portal) -> str:
    """The absolute address of the picture's original (题图, else the first of the body); "" without one."""
    picture = page.picture if page.picture_id else page.first_picture()
    try:
        url = picture.file.url if picture else ""
    except ValueError:
        return ""
    return url if not url or "//" in url else f"{portal.base_url}{url}"
