"""Public addresses; each is answered for the portal that the host names."""

from django.urls import path
from wagtail import views

urlpatterns = [
    path("", views.serve, {"path": ""}, name="portal_home"),
    path("<path:path>", views.serve, name="wagtail_serve"),
]
