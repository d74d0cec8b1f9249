"""`{% linked_body page.body links %}`: a body, with what it cites as links (`links`: spelling to address)."""

from django import template
from django.utils.safestring import mark_safe

from cms_core.html.citation_links import link_citations

register = template.Library()


@register.simple_tag(takes_context=True)
def linked_body(context, body, links):
    html = body.render_as_block(context=context.flatten()) if body else ""
    # Safe as the body's own rendering is; the links are escaped where they are written.
    return mark_safe(link_citations(html, links)) if links else html
