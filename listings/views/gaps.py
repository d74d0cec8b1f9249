"""/lists/power/gaps/: 衔接问题清单, always there and as of any day, as a page and as a table to take along."""

from django.shortcuts import render

from listings.public.access import of_list
from listings.public.gaps_page import TEMPLATE, gaps_answer, gaps_context


@of_list
def gaps(request, scope, column):
    return render(request, TEMPLATE, gaps_context(request, scope, column))


@of_list
def gaps_file(request, scope, column, ending):
    return gaps_answer(request, scope, ending)
