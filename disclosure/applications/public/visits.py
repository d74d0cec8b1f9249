"""What the browser carries between two pages: a sealed cookie below /apply/, for half an hour, with nothing in clear.

No session: a row of it would lie in the database. The address never says which application is shown.
"""

import json
import time

from disclosure.applications.receipt import is_code
from disclosure.models import Application
from disclosure.sealing import SealsError
from disclosure.sealing.boxes import seal, unseal

PATH = "/apply/"
RECEIPT, CASE = "application_receipt", "application_case"
SECONDS = 1800


def carry(request, response, cookie: str, said: dict) -> None:
    text = json.dumps({**said, "until": int(time.time()) + SECONDS})
    value = seal(text, cookie)
    response.set_cookie(
        cookie, value, max_age=SECONDS, path=PATH, httponly=True, samesite="Strict", secure=request.is_secure()
    )


def carried(request, cookie: str) -> dict:
    """{} for a cookie that is none of ours, or too old."""
    try:
        said = json.loads(unseal(request.COOKIES[cookie], cookie))
    except (KeyError, ValueError, SealsError):
        return {}
    return said if said.get("until", 0) > time.time() else {}


def drop(response, cookie: str) -> None:
    response.delete_cookie(cookie, path=PATH, samesite="Strict")


def application_of(request, cookie: str) -> tuple[Application | None, str]:
    """The application that this browser may see, and its code; asked for anew each time, for it may be erased."""
    said = carried(request, cookie)
    found = said and Application.objects.filter(pk=said.get("pk")).select_related("portal", "organisation").first()
    if not found or not is_code(found, said.get("code", "")):
        return None, ""
    return found, said["code"]
