"""Closed: the admin's own API lists all images and documents, and acts on pages past every hook that guards them."""

from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from sites.tenancy.visible import visible


class PagesToRead(PagesAdminAPIViewSet):
    """None of Wagtail's screens asks for the actions; what guards home pages, archives and documents are hooks."""

    actions = {}


class OwnImages(ImagesAdminAPIViewSet):
    def get_queryset(self):
        return super().get_queryset().filter(pk__in=visible(self.request.user, self.model).values("pk"))


class OwnDocuments(DocumentsAdminAPIViewSet):
    def get_queryset(self):
        return super().get_queryset().filter(pk__in=visible(self.request.user, self.model).values("pk"))


# After Wagtail's own, whose endpoints these replace.
@hooks.register("construct_admin_api", order=100)
def register_own_endpoints(router):
    router.register_endpoint("pages", PagesToRead)
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)
