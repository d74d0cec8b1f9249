"""/lists/power/upcoming/: what was approved and has not begun."""

from django.shortcuts import render

from listings.public.access import of_list
from listings.public.upcoming_page import TEMPLATE, upcoming_context


@of_list
def upcoming(request, scope, column):
    return render(request, TEMPLATE, upcoming_context(request, scope, column))
