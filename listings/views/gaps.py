"""/lists/power/gaps/: 衔接问题清单, always there and as of any day, as a page and as a table to take along."""

from django.shortcuts import render

from cms_core.search.guard import guarded
from listings.public.access import of_list
from listings.public.gaps_page import TEMPLATE, gaps_answer, gaps_context
from listings.views.answers import too_often
from listings.views.data import WHOLE


@of_list
def gaps(request, scope, column):
    return render(request, TEMPLATE, gaps_context(request, scope, column))


@guarded(WHOLE, WHOLE, too_often)
@of_list
def gaps_file(request, scope, column, ending):
    return gaps_answer(request, scope, ending)
