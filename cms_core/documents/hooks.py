"""What an editor is told after publishing a document that looks odd."""

from django.contrib import messages
from django.utils import timezone
from wagtail import hooks

from cms_core.documents.rules import warnings_of


@hooks.register("after_publish_page")
def warn_of_odd_document(request, page):
    from cms_core.models import DocumentPage

    if isinstance(page, DocumentPage):
        for warning in warnings_of(page, timezone.localdate()):
            messages.warning(request, f"已发布，但请留意：{warning}")
