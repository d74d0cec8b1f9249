"""The admin's scripts speak Chinese too: Wagtail's catalogue, then ours (`cms_core/locale`)."""

from django.views.i18n import JavaScriptCatalog

script_words = JavaScriptCatalog.as_view(packages=["wagtail.admin", "cms_core"])
