from django.apps import AppConfig


class SitesConfig(AppConfig):
    name = "sites"
    label = "gov_sites"
    verbose_name = "站点树"

    def ready(self):
        from django_tasks.signals import task_started

        from sites import checks, patches  # noqa: F401
        from sites.hooks import home_pages
        from sites.routing import root_paths

        patches.apply()
        home_pages.connect()
        task_started.connect(root_paths.check_database, dispatch_uid="sites.root_paths.task")
