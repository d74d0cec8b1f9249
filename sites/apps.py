from django.apps import AppConfig


class SitesConfig(AppConfig):
    name = "sites"
    label = "gov_sites"
    verbose_name = "站点树"

    def ready(self):
        from django_tasks.signals import task_started

        from cms_core.pictures.visibility import register_shows_pictures
        from sites import checks, patches  # noqa: F401
        from sites.hooks import home_pages
        from sites.models import Portal
        from sites.routing import root_paths

        patches.apply()
        home_pages.connect()
        register_shows_pictures(lambda picture: Portal.objects.filter(logo=picture).exists())
        task_started.connect(root_paths.check_database, dispatch_uid="sites.root_paths.task")
