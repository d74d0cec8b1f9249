"""`{% portal_name page %}`: the portal of a page in the admin's lists, where titles repeat from portal to portal."""

from django import template

from sites.portal_names import PortalNames

register = template.Library()


@register.simple_tag(takes_context=True)
def portal_name(context, page) -> str:
    request = context.get("request")
    return PortalNames.of(request).name_for(page) if request and page else ""
