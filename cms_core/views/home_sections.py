"""One presenter a kind of section: what it asks of the material, and what its template gets.

`ask(value, material)` runs for all sections before anything is fetched; `show(value, material)` returns the template's
values, or nothing when there is nothing to show.
"""

from cms_core.views.home_columns import Covers, Headline, Leaders, PictureNews, SeveralColumns, Topics
from cms_core.views.home_facts import Chart, Figures, Text
from cms_core.views.home_links import Links, LinkTiles

PRESENTERS = {
    "headline": Headline,
    "picture_news": PictureNews,
    "tabs": SeveralColumns("tabs", "sections/tabs.html"),
    "column_lists": SeveralColumns("column_lists", "sections/column_lists.html"),
    "tiles": LinkTiles("tiles", "sections/tiles.html", counted=True),
    "services": LinkTiles("links", "sections/services.html", counted=False),
    "covers": Covers,
    "leaders": Leaders,
    "topic_banners": Topics,
    "figures": Figures,
    "chart": Chart,
    "links": Links,
    "text": Text,
}
