from django.apps import AppConfig


class CmsCoreConfig(AppConfig):
    name = "cms_core"
    label = "cms_core"
    verbose_name = "内容"

    def ready(self):
        from cms_core.catalogue import receivers

        receivers.connect()
        from cms_core.citations import receivers as citation_receivers

        # After the catalogue's: they ask for the entries.
        citation_receivers.connect()
        from cms_core.attachments import references

        references.connect()

        from cms_core.tasks import jobs

        jobs.add_all()
        from cms_core.citations import regular_jobs

        regular_jobs.add_all()
        from cms_core.search.editors import regular_jobs as search_editor_jobs

        search_editor_jobs.add_all()
        from cms_core.accounts import audit

        audit.connect()
        from cms_core.search.corrections import regular_jobs as correction_jobs

        correction_jobs.add_all()
        from cms_core.search.feed import receivers as search_receivers
        from cms_core.search.feed import regular_jobs as search_jobs

        # After the catalogue's: they tell the search engine what the entries became.
        search_receivers.connect()
        search_jobs.add_all()
        from cms_core.search import checks as search_checks  # noqa: F401
        from cms_core.search import sources
        from cms_core.search.opensearch import checks  # noqa: F401
        from cms_core.search.pages import Pages

        sources.register(Pages())
        from cms_core.search.admin import receivers as admin_search_receivers
        from cms_core.search.admin import regular_jobs as admin_search_jobs

        admin_search_receivers.connect()
        admin_search_jobs.add_all()
