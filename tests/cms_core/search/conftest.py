from tests.cms_core.search.records import index

__all__ = ["index"]
