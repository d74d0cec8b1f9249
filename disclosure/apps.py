from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """Each part hangs itself in by one call, so that none has to know another."""

    name = "disclosure"
    label = "disclosure"
    verbose_name = "政府信息公开"

    def ready(self):
        from disclosure.applications import regular_jobs as applications
        from disclosure.applications.letters import receivers as letters
        from disclosure.applications.public import faces as requests
        from disclosure.decisions import register as decisions
        from disclosure.demo import receivers as demo
        from disclosure.directory import register as directory
        from disclosure.reports import register as reports
        from disclosure.sunshine import hanging as sunshine
        from disclosure.supervision import regular_jobs as supervision

        demo.connect()
        applications.add_all()
        letters.connect()
        decisions.register()
        sunshine.register()
        directory.register()
        reports.register()
        requests.register()
        supervision.add_all()
