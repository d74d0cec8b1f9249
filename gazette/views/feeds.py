"""/gazette/feed.atom: what is new in the gazette."""

from django.http import HttpResponse
from django.utils.http import http_date

from gazette.feeds import atom, newest_issues
from gazette.public.access import of_gazette

# A new issue is everywhere within a minute, readers of feeds included (G8).
MAX_AGE = 30


@of_gazette
def feed(request, gazette):
    issues = newest_issues(gazette)
    response = HttpResponse(atom(gazette, issues), content_type="application/atom+xml; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    moments = [issue.published_at for issue in issues if issue.published_at]
    if moments:
        response["Last-Modified"] = http_date(max(moments).timestamp())
    return response
