"""/apply/blank/…: the blank form, made once for each portal and kept until something in it changes."""

import hashlib
import json
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from cms_core.typesetting.errors import TypesettingFailed
from cms_core.views.public import public
from disclosure.applications.public import blank as forms
from disclosure.applications.public.bodies import column_of
from disclosure.applications.public.fields import TITLES

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
VERSION = 2
FAILED = "PDF 申请表暂时不能生成，请下载 Word 格式的申请表。"


@public
def blank(request, form: str, kind: str):
    column_of(request)
    try:
        body = kept(form, kind, request.portal)
    except TypesettingFailed:
        return HttpResponse(FAILED, status=503, content_type="text/plain; charset=utf-8")
    response = HttpResponse(body, content_type=MEDIA_TYPES[kind])
    name = f"政府信息公开申请表（{TITLES[form]}）.{kind}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def kept(form: str, kind: str, portal) -> bytes:
    said = json.dumps([VERSION, portal.pk, forms.content_of(form, portal)], ensure_ascii=False)
    name = hashlib.sha256(said.encode()).hexdigest()[:32]
    path = Path(settings.DISCLOSURE_ROOT) / "blank" / f"{name}.{kind}"
    if path.exists():
        return path.read_bytes()
    made = getattr(forms, kind)(form, portal)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{secrets.token_hex(8)}")
    try:
        draft.write_bytes(made)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return made
