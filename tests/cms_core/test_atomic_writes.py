"""A request that writes is one transaction: what it wrote before an error is not there after it."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.test import RequestFactory

from cms_core.middleware import AtomicWritesMiddleware
from cms_core.models import Organisation
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db(transaction=True)


def answer(view, method="post"):
    request = getattr(RequestFactory(), method)("/")
    middleware = AtomicWritesMiddleware(lambda request: None)
    return middleware.process_view(request, view, (), {})


def write_and_fail(request):
    make_organisation()
    raise ValueError


def test_an_error_undoes_what_was_written():
    with pytest.raises(ValueError):
        answer(write_and_fail)
    assert not Organisation.objects.exists()


def test_an_error_in_the_template_undoes_it_too():
    def view(request):
        make_organisation()
        return TemplateResponse(request, "no/such/template.html")

    with pytest.raises(Exception, match="no/such/template"):
        answer(view)
    assert not Organisation.objects.exists()


def test_what_went_well_is_kept():
    def view(request):
        make_organisation()
        return HttpResponse("ok")

    assert answer(view).content == b"ok"
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(("method", "inside"), [("get", None), ("head", None), ("options", None), ("post", True)])
def test_readers_open_no_transaction(method, inside):
    """On SQLite each would take the write lock."""
    seen = []

    def view(request):
        seen.append(connection.in_atomic_block)
        return HttpResponse()

    response = answer(view, method)
    assert (response is None) == (inside is None)
    assert seen == ([True] if inside else [])
