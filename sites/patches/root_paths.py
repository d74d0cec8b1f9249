"""Patch of Wagtail: the address of a page costs the same with 2 and with 2,000 sites.

Stock Wagtail 8.0 fetches the list of all sites from the cache for every new page object, rebuilds it, and scans it:
7 ms a page at 2,000 sites (https://github.com/wagtail/wagtail/issues/14620 for links in rich text, where no request is
at hand). With a map by prefix it is 0.08 ms. The list is cached for an hour by key, too, so that a process with a local
cache would go on writing a former host name; and `Site.root_url` takes the scheme from the port, which behind a proxy
says nothing. Here both come from the installation's settings.

Also: stock forgets its list when the path of a site's own root page changes, but not when a branch above it moves.
"""

from wagtail.models import Page, Site
from wagtail.signals import page_slug_changed, post_page_move

from cms_core.models import BranchPage, HomePage
from sites.routing import root_paths
from sites.routing.addresses import host_url

STOCK = {
    "Page._get_site_root_paths": Page._get_site_root_paths,
    "Page._get_relevant_site_root_paths": Page._get_relevant_site_root_paths,
    "Site.get_site_root_paths": Site.get_site_root_paths,
    "Site.clear_site_root_paths_cache": Site.clear_site_root_paths_cache,
    "Site.root_url": Site.root_url,
}


def get_site_root_paths():
    return list(root_paths.current().ordered)


def page_site_root_paths(self, cache_object=None, **kwargs):
    return root_paths.current().ordered


def relevant_site_root_paths(self, cache_object=None):
    return root_paths.current().relevant(self.url_path)


def path_changed(sender, **kwargs):
    """Only branches and home pages stand at or above a site's root; content below pays nothing."""
    if issubclass(sender, (BranchPage, HomePage)):
        root_paths.changed()


def apply() -> None:
    Page._get_site_root_paths = page_site_root_paths
    Page._get_relevant_site_root_paths = relevant_site_root_paths
    Site.get_site_root_paths = staticmethod(get_site_root_paths)
    Site.clear_site_root_paths_cache = staticmethod(root_paths.changed)
    Site.root_url = property(lambda self: host_url(self.hostname))
    page_slug_changed.connect(path_changed, dispatch_uid="sites.root_paths.slug")
    post_page_move.connect(path_changed, dispatch_uid="sites.root_paths.move")
