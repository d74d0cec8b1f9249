from django.apps import AppConfig


class ThemesConfig(AppConfig):
    name = "themes"
    label = "gov_themes"
    verbose_name = "主题"
