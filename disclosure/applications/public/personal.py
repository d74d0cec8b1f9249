"""What every answer is that may show a person's data: never stored, never indexed, no address passed on.

Not one transaction: reading an upload takes longer than others should wait for the database. The actions open theirs.
"""

import logging
from functools import wraps

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import transaction
from django.http import HttpResponseNotAllowed
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from cms_core.views.errors import error
from cms_core.views.public import without_session
from disclosure.applications.public import limits
from disclosure.applications.public.staging import MOST, StagingHandler, most_bytes
from disclosure.sealing import SealsError, keys

logger = logging.getLogger("portal.applications")
METHODS = ("GET", "HEAD", "POST")
BIG = "您提交的内容过大，没有收到。请返回上一页，减少材料的份数或者大小、精简文字后再提交。"
BROKEN = "您的浏览器发来的内容不完整，没有收到。请返回上一页重新提交。"
SEALED = "系统暂时不能读写申请，没有提交成功，已经提交的申请不受影响。请过一段时间返回上一页再试，或者改用纸质申请表。"


def personal(view):
    """`request.staging` has the files that came; they are sealed while they are read, before anything else is."""
    protected = csrf_protect(view)

    @csrf_exempt
    @transaction.non_atomic_requests
    @sensitive_post_parameters()
    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        try:
            response = taken(request, protected, *args, **kwargs)
        except SealsError:  # without the keys nothing can be taken in; whoever keeps them reads why in the log
            logger.exception("密钥不在，不能受理申请")
            response = error(request, 500, SEALED)
        return kept_by_nobody(without_session(request, response))

    return answer


def taken(request, view, *args, **kwargs):
    if request.method != "POST":
        return view(request, *args, **kwargs)
    request.staging = StagingHandler(request, closed=bool(limits.of_request(limits.FORMS, request, count=False)))
    request.upload_handlers = [request.staging]
    keys.current(keys.SEAL)  # without it nothing below is read or kept
    if size_said(request) > MOST * most_bytes() + (4 << 20):
        return error(request, 400, BIG)
    try:
        request.POST  # noqa: B018  read here, so that what is wrong with it has an answer
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
        return error(request, 400, BIG)
    except MultiPartParserError:
        return error(request, 400, BROKEN)
    finally:
        request.staging.drop()
    response = view(request, *args, **kwargs)
    if response.status_code == 403:  # forged: no page knows of what came with it
        request.staging.forget()
    return response


def size_said(request) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdigit() else 0


def kept_by_nobody(response):
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    # Not "no-referrer": browsers then send forms without their origin, which the check of forged forms asks for.
    response["Referrer-Policy"] = "same-origin"
    return response
