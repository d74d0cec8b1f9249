"""校验: the pages on which a reader checks a download, and the manifest, signature and keys they check it with."""

from functools import wraps

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render

from gazette.models import Gazette, Issue
from gazette.public.access import of_gazette, of_issue
from gazette.public.addresses import VERIFY, year_path
from gazette.public.frames import gazette_frame
from gazette.public.verification import found_by, key_values, known_keys, signed_lines
from gazette.signing.keys import ALGORITHM, der_signature
from gazette.signing.manifests import current_manifest, parsed
from gazette.signing.verify import dicts

TEMPLATE = "gazette/verify.html"
DIGITS = 4  # of a year, and more than any issue number has


def of_manifest(show):
    """`show(request, issue, manifest)` of a published issue."""

    @of_issue
    @wraps(show)
    def answer(request, issue):
        manifest = current_manifest(issue)
        if manifest is None:
            raise Http404
        return show(request, issue, manifest)

    return answer


@of_manifest
def manifest_json(request, issue, manifest):
    """The very bytes that were signed."""
    return HttpResponse(manifest.body.encode(), content_type="application/json; charset=utf-8")


@of_manifest
def manifest_sig(request, issue, manifest):
    """DER, as `openssl dgst -verify` takes it."""
    try:
        signature = der_signature(manifest.signature)
    except ValueError:
        # A row that was tampered with: nothing that could pass for a signature.
        signature = b""
    return HttpResponse(signature, content_type="application/octet-stream")


@of_gazette
def keys_json(request, gazette):
    keys = {"gazette": gazette.name, "algorithm": ALGORITHM, "keys": known_keys(gazette)}
    return JsonResponse(keys, json_dumps_params={"ensure_ascii": False})


@of_gazette
def key_pem(request, gazette, fingerprint):
    key = gazette.keys.filter(fingerprint=fingerprint).first()
    if key is None:
        raise Http404
    return HttpResponse(key.public_pem.encode(), content_type="application/x-pem-file")


@of_gazette
def find(request, gazette):
    """Where something with `?sha256=` was published. The digest is all that is sent: nothing can be read from it."""
    found = found_by(gazette, request.GET.get("sha256", "").strip().lower())
    return JsonResponse({"found": found}, json_dumps_params={"ensure_ascii": False})


@of_gazette
def verify_any(request, gazette):
    """/gazette/verify/: for whoever has a file and does not know of which issue; without script a form asks for it."""
    year, number = (request.GET.get(name, "").strip() for name in ("year", "number"))
    issue = named(gazette, year, number)
    if issue is not None:
        return HttpResponseRedirect(f"{issue.path}verify/")
    context = gazette_frame(request, gazette, crumbs=[("校验", VERIFY)], title="校验公报", path=VERIFY)
    context |= {
        "heading": "校验公报",
        "not_found": bool(year or number),
        "year": year[:DIGITS],
        "number": number[:DIGITS],
        "keys": known_keys(gazette),
    }
    return render(request, TEMPLATE, context)


@of_manifest
def verify_issue(request, issue, manifest):
    path, heading = f"{issue.path}verify/", f"校验{issue.year}年{issue.label}"
    crumbs = [(f"{issue.year}年", year_path(issue.year)), (issue.label, issue.path), ("校验", path)]
    context = gazette_frame(request, issue.gazette, crumbs=crumbs, title=heading, path=path)
    body = parsed(manifest) or {}
    context |= {
        "heading": heading,
        "issue": issue,
        "manifest": manifest,
        "lines": signed_lines(issue, body),
        "entries": dicts(body.get("entries")),
        "previous": body.get("previous"),
        "keys": [key_values(manifest.key)],
        "root": context["site_portal"].base_url,
    }
    return render(request, TEMPLATE, context)


def named(gazette: Gazette, year: str, number: str) -> Issue | None:
    if not all(text.isascii() and text.isdigit() and len(text) <= DIGITS for text in (year, number)):
        return None
    return Issue.objects.published().filter(gazette=gazette, year=int(year), number=int(number)).first()
