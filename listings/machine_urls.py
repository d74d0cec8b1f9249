"""Addresses of the lists for programs: open data, feeds, API; docs/listings.md lists them."""

from django.urls import path, re_path

from listings.views import api, data, feeds

KIND = r"^lists/(?P<kind>[a-z]+)/"
API = r"^api/lists/(?P<kind>[a-z]+)/"

urlpatterns = [
    re_path(KIND + r"data\.(?P<form>csv|xlsx|json)\Z", data.data, name="lists_data"),
    re_path(KIND + r"dictionary\.(?P<form>csv|json)\Z", data.fields, name="lists_dictionary"),
    re_path(KIND + r"compare/data\.(?P<form>xlsx|json)\Z", data.compared, name="lists_compared"),
    re_path(KIND + r"adjustments/feed\.atom\Z", feeds.feed, name="lists_feed"),
    path("api/lists", api.lists, name="lists_api"),
    path("api/lists/openapi.json", api.description, name="lists_api_description"),
    re_path(API + r"items\Z", api.items, name="lists_api_items"),
    re_path(API + r"items/(?P<number>[0-9]{1,18})\Z", api.item, name="lists_api_item"),
    re_path(API + r"items/(?P<number>[0-9]{1,18})/history\Z", api.item_history, name="lists_api_history"),
    re_path(API + r"adjustments\Z", api.adjustments, name="lists_api_adjustments"),
]
