"""/lists/power/compare/?from=&to=: two days of a list beside one another."""

from django.shortcuts import render

from listings.public.access import of_list
from listings.public.compare_page import TEMPLATE, compare_context


@of_list
def compare(request, scope, column):
    response = render(request, TEMPLATE, compare_context(request, scope, column))
    if request.GET:
        response["X-Robots-Tag"] = "noindex, follow"
    return response
