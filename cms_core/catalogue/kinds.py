"""Which page types are content (they have an entry) and which hold content."""

from functools import cache

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from cms_core.models.pages.content import ContentPage
from cms_core.models.pages.home import HomePage

PATH_LENGTH = Page._meta.get_field("path").max_length


@cache
def content_models() -> tuple[type[ContentPage], ...]:
    """Every page type that has an entry, those of rooms above included."""
    return tuple(model for model in apps.get_models() if issubclass(model, ContentPage))


def content_types() -> list[int]:
    """Ids of their content types; Django keeps them in memory."""
    return [kind.pk for kind in ContentType.objects.get_for_models(*content_models()).values()]


def home_type() -> int:
    return ContentType.objects.get_for_model(HomePage).pk


def model_of(page: Page) -> type[Page] | None:
    """The class of what the row is, even when `page` is a bare `Page`; None for a type that no longer exists."""
    if type(page) is not Page:
        return type(page)
    return ContentType.objects.get_for_id(page.content_type_id).model_class()


def is_content(page: Page) -> bool:
    return issubclass(model_of(page) or Page, ContentPage)


def within(model: type[Page], path: str):
    """Pages of this type at or below `path`, by a range: the LIKE of treebeard's own query is not indexed on SQLite.

    Digits and capitals sort alike in every collation, so the last possible path below `path` is all Z.
    """
    return model.objects.filter(path__range=(path, path.ljust(PATH_LENGTH, "Z")))


def subtree(path: str):
    """All pages at or below `path`."""
    return within(Page, path)


def containers_below(path: str):
    """Pages at or below `path` that may hold content."""
    return subtree(path).exclude(content_type__in=content_types())


def content_below(path: str):
    return subtree(path).filter(content_type__in=content_types())
