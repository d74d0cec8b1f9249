"""What a user of the admin may learn of: pages, files, people."""

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import Page, PageViewRestriction
from wagtail.permissions import policy_registry

from cms_core.models import BranchPage
from sites.models import Portal, PortalState

ON_FILES = ("add", "change", "delete", "choose")
ON_OTHERS = ("add", "change", "delete", "view")


def explorable(user):
    return policy_registry.get_by_type(Page).explorable_instances(user)


def lies_below(queryset, field):
    """Exists: the page that is asked about stands at or below the place in `field`."""
    asked = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return Exists(queryset.alias(asked_path=asked).filter(asked_path__startswith=F(field)))


def linkable(user):
    """Pages a link may be set to: one's own, and what the public can read on whichever portal.

    Branches belong to it as the way down. A live page of a portal in preparation, or of a private section, does not.
    """
    if user.is_superuser:
        return Page.objects.all()
    closed = Portal.objects.filter(Q(state=PortalState.PREPARING) | Q(completed_at__isnull=True))
    public = Q(live=True) & ~lies_below(closed, "home__path") & ~lies_below(PageViewRestriction.objects, "page__path")
    branch = Q(content_type=ContentType.objects.get_for_model(BranchPage)) | Q(depth=1)
    return Page.objects.filter(Q(pk__in=explorable(user).values("pk")) | public | branch)


def visible(user, model):
    """The rows of `model` (pages, images, documents, anything with a permission policy) the user may see named."""
    if user.is_superuser:
        return model._default_manager.all()
    if issubclass(model, Page):
        return explorable(user)
    policy = policy_registry.get_by_type(model)
    if hasattr(policy, "collections_user_has_any_permission_for"):
        return policy.instances_user_has_any_permission_for(user, ON_FILES)
    if policy.user_has_any_permission(user, ON_OTHERS):
        return policy.instances_user_has_any_permission_for(user, ON_OTHERS)
    return model._default_manager.none()


def colleagues(user, field):
    """People whom `field` of a page the user may explore names; for the filters of listings."""
    people = get_user_model()._default_manager.all()
    if user.is_superuser:
        return people.filter(pk__in=Page.objects.order_by().values(field))
    return people.filter(pk__in=explorable(user).order_by().values(field))
