"""The Atom feed of a domain: the records that were published last."""

from cms_core.feeds.build import SIZE, Atom, add, clean
from disclosure.sunshine.domains import Domain
from disclosure.sunshine.public.questions import Question
from disclosure.sunshine.public.records import public_records, title_of
from disclosure.sunshine.public.scopes import Scope
from disclosure.sunshine.wording import line_of, summary_of


def newest(scope: Scope, domain: Domain) -> list:
    """One query."""
    found = public_records(scope, domain, Question()).select_related("organisation")
    return list(found.order_by("-published_at", "-pk")[:SIZE])


def feed_path(domain: Domain) -> str:
    return f"{domain.path}feed.atom"


def atom(scope: Scope, domain: Domain, rows: list) -> str:
    root = scope.site_portal.base_url
    page, title = f"{root}{scope.url(domain.path)}", clean(title_of(scope, domain))
    generator = Atom(
        title=title,
        link=page,
        description=f"{title}：最近公开的记录",
        language="zh-CN",
        feed_url=f"{root}{scope.url(feed_path(domain))}",
        feed_guid=page,
        author_name=clean(scope.portal.organisation.name),
    )
    for record in rows:
        add(
            generator,
            title=line_of(domain, record),
            url=f"{root}{record.path}",
            summary=summary_of(domain, record),
            author=record.organisation.name,
            published_at=record.published_at,
            updated_at=record.updated_at,
        )
    return generator.writeString("utf-8")
