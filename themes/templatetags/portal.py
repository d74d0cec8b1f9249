"""Filters that keep typography out of the templates: unbroken document numbers, digits of a registration."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

register = template.Library()

# 浙政办发〔2015〕28号; legacy pages write the brackets as [ ], （ ） or 【 】.
DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{0,6}[〔\[（【]\d{4}[〕\]）】]\d{1,5}号")


@register.filter
def unbroken(title):
    """A title cut at one line must not be cut inside a document number: each becomes one unbreakable box."""
    pieces, end = [], 0
    for match in DOCUMENT_NUMBER.finditer(str(title)):
        pieces += [
            conditional_escape(title[end : match.start()]),
            f'<span class="unbroken">{conditional_escape(match[0])}</span>',
        ]
        end = match.end()
    return mark_safe("".join([*pieces, conditional_escape(str(title)[end:])]))


@register.filter
def digits(text):
    """浙公网安备33010002000001号 → 33010002000001, as the registry's address wants it."""
    return re.sub(r"\D", "", str(text or ""))
