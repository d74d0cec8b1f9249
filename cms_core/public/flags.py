"""What belongs to a page, asked together with the page: whoever has nothing to show asks nothing more."""

from django.db.models import Exists, OuterRef

from cms_core.models.citations import Citation
from cms_core.models.pages.article import ArticlePage
from cms_core.models.pages.document import DocumentPage

PAGE = OuterRef("pk")


def flags_of(model) -> dict:
    """Annotations for a queryset of `model`; a page that has none of them (a preview) is taken to have everything."""
    flags = {"has_cites": Exists(Citation.objects.filter(source=PAGE))}
    if issubclass(model, DocumentPage):
        joint = DocumentPage.joint_issuers.through.objects.filter(documentpage=PAGE)
        flags |= {
            "has_cited_by": Exists(Citation.objects.filter(target=PAGE)),
            "has_readings": Exists(ArticlePage.objects.filter(interprets=PAGE, live=True)),
            "has_joint_issuers": Exists(joint),
        }
    return flags
