"""POST /search/clicked: which place in the list was opened, told by the reader's browser; counted, of nobody.

Links lead to the results themselves, so nobody waits for this, and it is never missed where it fails.
"""

from django.db import transaction
from django.http import HttpResponse, HttpResponseNotAllowed
from django.views.decorators.csrf import csrf_exempt

from cms_core.public.place import portal_answering
from cms_core.search.editors import log
from cms_core.search.guard import guarded


def too_often(request, seconds):
    return HttpResponse(status=429)


# A count is all that can be forged, and the guard bounds how often. No transaction, which would wait for editors who
# write: the count is made in memory.
@csrf_exempt
@transaction.non_atomic_requests
@guarded("clicked", "PORTAL_SEARCH_PER_MINUTE", too_often)
def clicked(request):
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    home = portal_answering(request, None).home_id
    counted = log.clicked(home, request.POST.get("q", ""), request.POST.get("position", ""))
    return HttpResponse(status=204 if counted else 400)
