"""/gazette/2015/7/3: an entry."""

from django.shortcuts import render

from gazette.public.access import of_entry
from gazette.public.entry_page import TEMPLATE, entry_context


@of_entry
def entry(request, entry):
    return render(request, TEMPLATE, entry_context(request, entry))
