"""What an editor is told of a document: why it cannot be published with others, and what is odd once it is."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.messages import error
from wagtail.models import Page

from cms_core.documents.rules import publishing_problems, warnings_of

SHOWN = 10


@hooks.register("after_publish_page")
def warn_of_odd_document(request, page):
    from cms_core.models import DocumentPage

    if isinstance(page, DocumentPage):
        for warning in warnings_of(page, timezone.localdate()):
            messages.warning(request, f"已发布，但请留意：{warning}")


@hooks.register("before_bulk_action")
def refuse_unfinished_documents(request, action_type, objects, action):
    """The form asks before one document is published; publishing many at once does not go through the form."""
    if action_type != "publish" or not objects or not isinstance(objects[0], Page):
        return None
    below = bool(action.cleaned_form and action.cleaned_form.cleaned_data.get("include_descendants"))
    said = []
    for document in documents_among(objects, below):
        if problems := publishing_problems(document.get_latest_revision_as_object()):
            said.append(f"“{document.title}”：{' '.join(one for found in problems.values() for one in found)}")
    for one in said[:SHOWN]:
        error(request, one)
    if not said:
        return None
    error(request, f"有 {len(said)} 件公文还不能发布，一件也没有发布。请改正，或取消勾选后再试。")
    return redirect(action.next_url)


def documents_among(pages, below: bool):
    from cms_core.models import DocumentPage

    yield from DocumentPage.objects.filter(pk__in=[page.pk for page in pages])
    if below:
        for page in pages:
            yield from DocumentPage.objects.descendant_of(page).not_live()
