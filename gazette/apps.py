from django.apps import AppConfig


class GazetteConfig(AppConfig):
    name = "gazette"
    label = "gazette"
    verbose_name = "政务公报"

    def ready(self):
        from gazette import regular_jobs
        from gazette.demo import receivers as demo
        from gazette.public import register
        from gazette.submissions import receivers

        regular_jobs.add_all()
        register.register()
        receivers.connect()
        demo.connect()
