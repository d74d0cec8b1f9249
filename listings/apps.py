from django.apps import AppConfig


class ListingsConfig(AppConfig):
    name = "listings"
    label = "listings"
    verbose_name = "清单"

    def ready(self):
        from listings import regular_jobs
        from listings.announcing import receivers as announcing
        from listings.public import register
        from listings.todos import receivers as todos

        regular_jobs.add_all()
        register.register()
        announcing.connect()
        todos.connect()
