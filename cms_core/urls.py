"""Public addresses; each is answered for the portal that the host names."""

from django.urls import path, re_path
from django.views.generic import RedirectView
from wagtail.views import authenticate_with_password

from cms_core.views.citing import citing_list
from cms_core.views.leaving import leaving
from cms_core.views.search import search
from cms_core.views.search_clicked import clicked
from cms_core.views.search_feed import search_feed
from cms_core.views.search_suggest import suggest
from cms_core.views.serve import serve
from cms_core.views.sitemaps import robots, site_map, sitemap_file, sitemap_index, sitemap_of_source

urlpatterns = [
    path("search/", search, name="search"),
    path("search/suggest.json", suggest, name="search_suggest"),
    path("search/feed.atom", search_feed, name="search_feed"),
    path("search/clicked", clicked, name="search_clicked"),
    path("leaving/", leaving, name="leaving"),
    path("cited/<int:pk>/", citing_list, name="cited"),
    path("sitemap/", site_map, name="site_map"),
    path("sitemap.xml", sitemap_index, name="sitemap_index"),
    path("sitemap-<int:number>.xml", sitemap_file, name="sitemap_file"),
    re_path(r"^sitemap-(?P<name>[a-z]+)-(?P<number>[0-9]{1,6})\.xml\Z", sitemap_of_source, name="sitemap_of_source"),
    path("robots.txt", robots, name="robots"),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    # Where Wagtail sends those who must log in to see a private page or collection.
    path(
        "_util/login/",
        RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True),
        name="wagtailcore_login",
    ),
    # Wagtail reverses this name with one argument, "" for a home page. \Z: unlike $ it does not overlook a line break.
    re_path(r"^(.*)\Z", serve, name="wagtail_serve"),
]
