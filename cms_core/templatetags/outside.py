"""`{{ html|through_notice }}`: links in legacy HTML to non-government sites go through the notice page (L11)."""

from django import template
from django.utils.safestring import mark_safe

from cms_core.public.outside import through_notice as rewrite

register = template.Library()


@register.filter
def through_notice(html):
    """`html` must be clean already: this adds to links and removes nothing else."""
    return mark_safe(rewrite(str(html)))
