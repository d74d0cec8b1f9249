"""The content tags of 《政府网站发展指引》附件 on pages of the gazette (standards 1.1)."""

from django.utils import timezone

from cms_core.public.meta import comma_separated


def content_tags(*, title, moment, source, url, keywords="", author="", description="") -> list[tuple[str, str]]:
    """In the order of the standard; optional ones only where there is something to say."""
    tags = [
        ("ArticleTitle", title),
        ("PubDate", moment),
        ("ContentSource", source),
        ("Keywords", comma_separated(keywords)),
        ("Author", author),
        ("Description", description),
        ("Url", url),
    ]
    return [(name, content) for name, content in tags if content]


def issue_moment(issue) -> str:
    """YYYY-MM-DD HH:MM (L5): when it was published here; of a preview, when it is to be."""
    moment = issue.published_at or issue.publish_at
    if moment:
        return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")
    return f"{issue.publication_day} 00:00" if issue.publication_day else ""
