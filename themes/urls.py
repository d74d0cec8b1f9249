"""Addresses of the looks; they stand before the pages' own, which take every path."""

from django.urls import path

from themes.views.display import display, display_css
from themes.views.theme import theme

urlpatterns = [
    path("theme.css", theme, name="theme_css"),
    path("display.css", display_css, name="display_css"),
    path("display/", display, name="display"),
]
