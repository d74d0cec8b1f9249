"""/disclosure/directory/data.csv|json|xlsx and its dictionary: the whole of any question as a file."""

from cms_core.open_data.answers import CSV, JSON, XLSX, as_json, open_data, problem, streamed
from cms_core.search.errors import SearchError
from disclosure.exports.asked import asked_of
from disclosure.exports.columns import Words
from disclosure.exports.files import FORMS
from disclosure.exports.metadata import dataset, dictionary_answer, title_of
from disclosure.exports.stamps import stamp_of

WHOLE = "PORTAL_DIRECTORY_DOWNLOADS_PER_MINUTE"
MEDIA_TYPES = {"csv": CSV, "xlsx": XLSX, "json": JSON}
NO_SEARCH = "检索服务暂时不可用，请稍后再试，或不带 q 下载。"


@open_data(WHOLE, exposed="X-Directory-Rows")
def data(request, form):
    question = asked_of(request)
    try:
        stamp = stamp_of(question)
    except SearchError:
        return problem(503, NO_SEARCH, "q")
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
