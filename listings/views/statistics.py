"""/lists/power/statistics/: how many, of what, of whom, since when."""

from django.shortcuts import render

from listings.public.access import of_list
from listings.public.statistics_page import TEMPLATE, statistics_context


@of_list
def statistics(request, scope, column):
    context = statistics_context(request, scope, column)
    response = render(request, TEMPLATE, context)
    if not context["day"].is_today:
        response["X-Robots-Tag"] = "noindex, follow"
    return response
