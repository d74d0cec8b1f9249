"""/gazette/2015/7/: an issue."""

from django.shortcuts import render

from gazette.public.access import of_issue
from gazette.public.issue_page import TEMPLATE, issue_context


@of_issue
def issue(request, issue):
    return render(request, TEMPLATE, issue_context(request, issue))
