"""/leaving/?to=…: says that a link leaves the government's sites. Never a redirect: the reader decides (L11)."""

from django.shortcuts import render

from cms_core.public.outside import host_of, is_trusted
from cms_core.views.frame import frame
from cms_core.views.public import public


@public
def leaving(request):
    target = request.GET.get("to", "").strip()
    host = host_of(target)
    context = frame(request, None)
    context |= {
        "page_title": f"离开本站提示 - {context['portal'].name}",
        "breadcrumb": [{"title": "首页", "url": "/"}, {"title": "离开本站提示", "url": "/leaving/"}],
        "canonical": "",
        "target": target if host else "",
        "target_host": readable(host) if host else "",
        "is_government": bool(host) and is_trusted(host),
    }
    response = render(request, "portal/leaving.html", context, status=200 if host else 400)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def readable(host: str) -> str:
    """The host as registered, with its Chinese name beside it: look-alike letters show in the former."""
    try:
        written = host.encode("ascii").decode("idna")
    except UnicodeError:
        try:
            written, host = host, host.encode("idna").decode("ascii")
        except UnicodeError:
            return host
    return host if written == host else f"{host}（{written}）"
