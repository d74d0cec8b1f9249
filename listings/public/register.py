"""Where the lists show themselves on pages of the rooms below: columns, tiles, the site map, attachments."""

from cms_core.attachments.visibility import register_shows_directly
from cms_core.open_data import datasets as open_data
from cms_core.public.faces import register_column_face
from cms_core.sitemaps.sources import register_sitemap
from listings.public import holding


def register() -> None:
    from cms_core.models import Attachment
    from listings.data import datasets
    from listings.public import sitemap
    from listings.public.faces import find_face
    from listings.public.files import any_shows

    register_column_face(holding.COLUMN_TYPE, find_face)
    holding.register()
    register_sitemap("lists", sitemap.ranges, sitemap.addresses)
    open_data.register("lists", datasets.datasets)
    register_shows_directly(Attachment, any_shows)
