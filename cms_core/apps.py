from django.apps import AppConfig


class CmsCoreConfig(AppConfig):
    name = "cms_core"
    label = "cms_core"
    verbose_name = "内容"
