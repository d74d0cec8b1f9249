"""Wagtail's own screens for sites are not there for anybody.

A Site routes the host name of one portal to its home page. Changed there, a portal would answer on another's name, a
default site would answer every unknown host (instead of 421), and a deleted one takes its portal off the air. Host
names belong to the portal: `sites.admin`; new ones are made by provisioning.
"""

from django.http import Http404
from django.urls import re_path
from wagtail import hooks


def not_here(request, *args, **kwargs):
    raise Http404


urlpatterns = [re_path(r"^sites/", not_here)]


@hooks.register("construct_settings_menu")
def hide_wagtails_sites(request, menu_items):
    menu_items[:] = [item for item in menu_items if item.name != "sites"]
