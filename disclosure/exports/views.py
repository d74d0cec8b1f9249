"""/disclosure/directory/data.csv|json|xlsx: the whole of any question as a file; its dictionary, the page about it."""

from django.shortcuts import render

from cms_core.open_data.answers import CSV, JSON, XLSX, as_json, open_data, streamed
from cms_core.views.public import public
from disclosure.directory.public.frames import directory_frame, within_column
from disclosure.directory.public.list_page import ABOUT_DATA
from disclosure.directory.questions import Question
from disclosure.directory.scopes import scope_of
from disclosure.exports import data_page
from disclosure.exports.asked import asked_of
from disclosure.exports.columns import Words
from disclosure.exports.files import FORMS
from disclosure.exports.metadata import dataset, dictionary_answer, title_of
from disclosure.exports.stamps import stamp_of

WHOLE = "PORTAL_DIRECTORY_DOWNLOADS_PER_MINUTE"
MEDIA_TYPES = {"csv": CSV, "xlsx": XLSX, "json": JSON}


@open_data(WHOLE, exposed="X-Directory-Rows")
def data(request, form):
    question = asked_of(request)
    stamp = stamp_of(question)
    words, head = Words(sites=question.scope.sites), dataset(question, stamp)
    return streamed(
        request,
        lambda: FORMS[form](question, words, head),
        media_type=MEDIA_TYPES[form],
        name=f"{title_of(question)}.{form}",
        etag=stamp.etag(question, form + repr(head), words),
        modified=stamp.modified,
        headers={
            "X-Directory-Rows": str(stamp.rows),
            "Link": f'<{request.portal.base_url}/disclosure/directory/dictionary.json>; rel="describedby"',
        },
    )


@open_data(WHOLE)
def dictionary(request):
    return as_json(dictionary_answer(request.portal))


@public
def about(request):
    question = Question.of(request.GET, scope_of(request.portal, request.GET))

    def show(column):
        context = directory_frame(
            request, question, column, title="目录数据下载与收割", path=ABOUT_DATA,
            crumbs=[("目录数据下载与收割", ABOUT_DATA)],
        )  # fmt: skip
        context |= data_page.data_context(question, request.GET)
        response = render(request, data_page.TEMPLATE, context)
        if question.parameters() or context["said"]:
            response["X-Robots-Tag"] = "noindex, follow"
        return response

    return within_column(request, question.scope, show)
