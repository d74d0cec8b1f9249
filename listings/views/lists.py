"""/lists/power/: a list, as of today or of any day."""

from django.shortcuts import render

from listings.public.access import of_list
from listings.public.list_page import TEMPLATE, list_context


@of_list
def list_page(request, scope, column):
    context = list_context(request, scope, column)
    response = render(request, TEMPLATE, context)
    if context["question"].is_filtered or not context["day"].is_today or context["question"].cursor:
        # One list for search engines: of its thousands of views the first page of today, and every item.
        response["X-Robots-Tag"] = "noindex, follow"
    return response
