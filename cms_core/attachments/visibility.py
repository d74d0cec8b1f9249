"""Who may fetch an attachment or picture: everybody once a page that the public sees shows it, until then editors.

Attachments are uploaded days before what they belong to is published, and their numbers can be counted through; a
draft's budget or list of names must not be out before its day. What shows what is asked of Wagtail's reference index,
which holds the published state of pages (drafts live in revisions). Every question costs a fixed number of queries.
"""

from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.permissions import policy_registry

MAX_REFERENCES = 200

# Models other than pages that show attachments: model → those of the given keys that the public may see.
_other_shows: dict[type, Callable[[list[str]], bool]] = {}


def register_shows_attachments(model: type, any_public: Callable[[list[str]], bool]):
    """Rooms whose own models refer to attachments say here whether any of these keys is public (one query)."""
    _other_shows[model] = any_public


# Of rooms that write rows in bulk, of which the reference index hears nothing: asked about the file itself.
_direct_shows: list[tuple[type, Callable[[object], bool]]] = []


def register_shows_directly(model: type, any_shows: Callable[[object], bool]):
    """`any_shows(file)`: whether the public sees something of the room that shows this `model`; in a few queries."""
    _direct_shows.append((model, any_shows))


def may_fetch(user, attachment) -> bool:
    return is_public(attachment) or is_editor_of(user, attachment)


def is_editor_of(user, attachment) -> bool:
    if not user.is_authenticated:
        return False
    policy = policy_registry.get_by_type(type(attachment))
    return policy.user_has_any_permission_for_instance(user, ["change", "choose", "delete"], attachment)


def is_public(attachment) -> bool:
    """True when at least one page shows it that is live, not private, and below open columns of an open portal."""
    references = (
        ReferenceIndex.objects.filter(
            to_content_type=ContentType.objects.get_for_model(attachment), to_object_id=str(attachment.pk)
        )
        .values_list("base_content_type_id", "object_id")
        .distinct()[:MAX_REFERENCES]
    )
    by_type: dict[int, list[str]] = {}
    for type_id, key in references:
        by_type.setdefault(type_id, []).append(key)
    page_type = ContentType.objects.get_for_model(Page).pk
    if any_page_is_public(by_type.pop(page_type, [])):
        return True
    for type_id, keys in by_type.items():
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model in _other_shows and _other_shows[model](keys):
            return True
    return any(any_shows(attachment) for model, any_shows in _direct_shows if isinstance(attachment, model))


def any_page_is_public(keys: list[str]) -> bool:
    from cms_core.models import BranchPage

    if not keys:
        return False
    paths = list(Page.objects.filter(pk__in=[int(key) for key in keys], live=True).values_list("path", flat=True))
    if not paths:
        return False
    above = {path[:end] for path in paths for end in range(Page.steplen, len(path) + 1, Page.steplen)}
    # A branch is never live; whatever else on the way is not has closed what stands below it, a column too.
    closed = Page.objects.filter(path__in=above, live=False, depth__gt=1).not_type(BranchPage)
    shut = set(closed.values_list("path", flat=True))
    shut |= set(PageViewRestriction.objects.filter(page__path__in=above).values_list("page__path", flat=True))
    return any(not any(path.startswith(prefix) for prefix in shut) for path in paths)
