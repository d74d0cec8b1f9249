"""/lists/<kind>/adjustments/feed.atom: what was adjusted, and what will be."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import http_date

from cms_core.feeds.answer import MAX_AGE
from listings.announcing.feed import atom, changed_at, newest
from listings.public.access import of_list
from listings.views.answers import ATOM


@of_list
def feed(request, scope, column):
    today = timezone.localdate()
    adjustments = newest(scope)
    response = HttpResponse(atom(scope, adjustments, today), content_type=ATOM)
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    if adjustments:
        response["Last-Modified"] = http_date(max(changed_at(one, today) for one in adjustments).timestamp())
    return response
