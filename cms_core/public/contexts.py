"""What the template of each page type gets: the frame, and what the page itself shows."""

from cms_core.models.pages.content import ContentPage
from cms_core.models.pages.document import DocumentPage
from cms_core.models.pages.home import HomePage
from cms_core.models.pages.topic import TopicPage
from cms_core.public.columns import column_context, topic_context
from cms_core.public.content import content_context, document_context
from cms_core.public.faces import face_of
from cms_core.views.frame import frame
from cms_core.views.home import home_rows


def context_of(request, page) -> dict:
    context = frame(request, page)
    place = context["place"]
    if isinstance(page, DocumentPage):
        return context | content_context(page, place) | document_context(page, place)
    if isinstance(page, ContentPage):
        return context | content_context(page, place)
    if isinstance(page, HomePage):
        return context | {"rows": home_rows(page, place.columns)}
    if isinstance(page, TopicPage):
        return context | topic_context(request, page, place)
    face = face_of(request, page)
    return context | (face.fill(request, place) if face else column_context(request, page, place))
