"""/display.css and /display/: the reader's display settings as a stylesheet, and the page that changes them."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from cms_core.views.frame import frame
from cms_core.views.public import public
from themes.display import COOKIE, COOKIE_AGE, MODES, changed, chosen, stylesheet


@public
def display_css(request):
    response = HttpResponse(stylesheet(chosen(request.COOKIES.get(COOKIE))), content_type="text/css; charset=utf-8")
    # Asked for anew with every page (it is empty for most): Chromium keeps it in spite of "Vary: Cookie", and whoever
    # chooses the elder version would see none of it until what is kept has grown old.
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response


@public
def display(request):
    """With ?elder=1 and the like: sets the cookie and goes back to `next`; a preference, so GET may change it."""
    changes = {mode: request.GET[mode] for mode in MODES if mode in request.GET}
    return change(request, changes) if changes else show(request)


def change(request, changes):
    there = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(there, allowed_hosts=None):
        there = "/display/"
    response = HttpResponseRedirect(there)
    cookie = changed(request.COOKIES.get(COOKIE), changes)
    if cookie:
        response.set_cookie(
            COOKIE, cookie, max_age=COOKIE_AGE, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    response["Cache-Control"] = "no-store"
    return response


def show(request):
    modes = chosen(request.COOKIES.get(COOKIE))
    context = frame(request, None)
    context |= {
        "page_title": f"无障碍与长者版 - {context['portal'].name}",
        "breadcrumb": [{"title": "首页", "url": "/"}, {"title": "无障碍与长者版", "url": "/display/"}],
        "modes": [
            {"key": key, "name": name, "explanation": explanation, "on": key in modes}
            for key, (name, explanation) in MODES.items()
        ],
    }
    response = render(request, "portal/display.html", context)
    response["Cache-Control"] = "private, no-store"
    return response
