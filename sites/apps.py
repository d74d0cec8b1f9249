from django.apps import AppConfig


class SitesConfig(AppConfig):
    name = "sites"
    label = "gov_sites"
    verbose_name = "站点树"
