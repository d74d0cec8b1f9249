"""Pages for a request that no portal answers: plain files, so that they need neither templates nor a database."""

from functools import cache
from pathlib import Path

from django.http import HttpResponse

PAGES = Path(__file__).parent


@cache
def body(name: str) -> bytes:
    return (PAGES / f"{name}.html").read_bytes()


def refuse(status: int) -> HttpResponse:
    """400 for a Host header that is no host name, 421 for one that no portal has."""
    response = HttpResponse(body(str(status)), status=status)
    response["Cache-Control"] = "no-store"
    return response
