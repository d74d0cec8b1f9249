"""/apply/: what it is, how long it takes, to whom; then the form for citizens, or that for organisations."""

from django.shortcuts import render

from cms_core.views.public import public
from disclosure.applications.public.bodies import bodies_of
from disclosure.applications.public.frames import apply_frame

TEMPLATE = "apply/entrance.html"


@public
def entrance(request):
    context = apply_frame(request, "政府信息公开在线申请", crumbs=[("在线申请", request.path)], personal=False)
    bodies = bodies_of(request.portal)
    context |= {
        "groups": [{"title": title, "bodies": group} for title, group in bodies.own],
        "elsewhere": [{"name": one.organisation.name, "url": f"{one.base_url}/apply/"} for one in bodies.elsewhere],
        "guide_url": next(
            (section["url"] for section in context["platform"]["sections"] if section["name"] == "guide"), ""
        ),
    }
    return render(request, TEMPLATE, context)
