"""/search/suggest.json?q=…: titles for what has been typed so far, for the list below the search box."""

from django.http import JsonResponse

from cms_core.public.place import portal_answering
from cms_core.search.engine import engine
from cms_core.search.filters import ANY, Filters
from cms_core.search.guard import guarded
from cms_core.views.public import public
from cms_core.views.search import UNAVAILABLE

MAX_TYPED = 40
SIZE = 8
# What is withdrawn is suggested no longer than that.
MAX_AGE = 60


def too_often(request, seconds):
    return answer("", [], status=429)


@public
@guarded("suggest", "PORTAL_SUGGEST_PER_MINUTE", too_often)
def suggest(request):
    typed = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:MAX_TYPED]
    if not typed:
        return answer(typed, [])
    everywhere = request.GET.get("scope") == "all"
    filters = ANY if everywhere else Filters(site=portal_answering(request, None).home_id)
    try:
        return answer(typed, engine().suggest(typed, filters, SIZE))
    except UNAVAILABLE:
        return answer(typed, [], status=503)


def answer(typed: str, suggestions: list[str], status: int = 200) -> JsonResponse:
    response = JsonResponse(
        {"query": typed, "suggestions": suggestions}, status=status, json_dumps_params={"ensure_ascii": False}
    )
    response["Cache-Control"] = f"public, max-age={MAX_AGE}" if status == 200 else "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
