"""/gazette/ leads to the column; /gazette/2015/ is the column's page for that year."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render

from cms_core.public.place import place_of
from gazette.public.access import of_gazette
from gazette.public.addresses import year_path
from gazette.public.frames import gazette_frame
from gazette.public.home import TEMPLATE, home_context, years_of


@of_gazette
def home(request, gazette):
    response = HttpResponseRedirect(place_of(request, gazette.column).node.url)
    response["Cache-Control"] = "public, no-cache"
    return response


@of_gazette
def year_page(request, gazette, year):
    year = int(year)
    years = years_of(gazette)
    if year not in years:
        raise Http404
    title, path = f"{year}年", year_path(year)
    context = gazette_frame(request, gazette, crumbs=[(title, path)], title=f"{gazette.name} {title}", path=path)
    return render(request, TEMPLATE, context | home_context(gazette, context["place"], years, year))
