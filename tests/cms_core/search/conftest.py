from tests.cms_core.search.admin_index import admin_index
from tests.cms_core.search.records import index

__all__ = ["admin_index", "index"]
