"""Colours and emblem of the admin: the platform's, not Wagtail's."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def platform_colours():
    return format_html('<link rel="stylesheet" href="{}">', static("cms_core/admin/platform.css"))
