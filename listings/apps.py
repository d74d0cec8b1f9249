from django.apps import AppConfig


class ListingsConfig(AppConfig):
    name = "listings"
    label = "listings"
    verbose_name = "清单"

    def ready(self):
        from cms_core.search import sources
        from listings import regular_jobs, search_feed
        from listings.announcing import receivers as announcing
        from listings.demo import receivers as demo
        from listings.history import places
        from listings.public import register
        from listings.searching import Items
        from listings.todos import receivers as todos

        regular_jobs.add_all()
        register.register()
        announcing.connect()
        sources.register(Items())
        search_feed.connect()
        todos.connect()
        demo.connect()
        places.connect()
