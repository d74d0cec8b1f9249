"""A request that writes is one transaction.

Django's ATOMIC_REQUESTS would open one for readers too, and on SQLite each would then take the write lock.
"""

from django.db import transaction

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class AtomicWritesMiddleware:
    """Runs the view of an unsafe request inside `transaction.atomic()`, so that a page and its entry never part.

    Must stand last: it calls the view itself, so no later `process_view` would be asked.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method in SAFE_METHODS or getattr(view, "_non_atomic_requests", None):
            return None
        with transaction.atomic():
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and callable(response.render) and not response.is_rendered:
                response.render()
            return response
