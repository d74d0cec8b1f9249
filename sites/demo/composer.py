"""Which content a demo column gets, decided by its key in the blueprints."""

from __future__ import annotations

from collections.abc import Callable

from sites.demo import news, pages
from sites.demo.documents import documents, repealed
from sites.demo.items import Item
from sites.demo.setting import Setting

Composer = Callable[[Setting, str], list[Item]]
# How many items the long columns of a portal get; everything else has its own natural length.
LENGTHS = {"province": 120, "city": 90, "county": 60, "department": 40, "subsite": 18}


def _news(every: float = 2.2, share: float = 1) -> Composer:
    return lambda setting, key: news.news(setting, round(LENGTHS[setting.level] * share), key, every)


def _notices(count: int, every: float) -> Composer:
    return lambda setting, key: news.notices(setting, count, key, every)


def _documents(count: int, every: float) -> Composer:
    return lambda setting, key: documents(setting, count, key, every)


def _readings(setting: Setting, key: str) -> list[Item]:
    source = "policies" if setting.level == "subsite" else "policies.normative"
    items = news.readings(setting, documents(setting, 24, source)[:12])
    if key == "readings.pictures":
        for number, item in enumerate(items):
            item.picture, item.title = number, f"一图读懂｜{item.title.removesuffix('政策解读')}"
    return items


# Keys of columns as the blueprints name them; a longer key is looked for first, then its parts from the left.
COMPOSERS: dict[str, Composer] = {
    "overview.culture": _news(9, 0.1),
    "news": _news(),
    "news.state_council": _notices(20, 4),
    "news.meetings": _news(12, 0.2),
    "news.pictures": lambda s, k: [item for item in news.news(s, LENGTHS[s.level], k) if item.picture is not None],
    "news.press": lambda s, k: news.interviews(s, 10, k),
    "leaders": lambda s, k: pages.leaders(s),
    "functions": lambda s, k: pages.functions(s),
    "notices": lambda s, k: news.notices(s, LENGTHS[s.level] // 2, k),
    "policies": lambda s, k: documents(s, LENGTHS[s.level] // 3, k),
    "policies.normative": _documents(24, 16),
    "policies.rules": _documents(8, 60),
    "policies.repealed": lambda s, k: repealed(s, k),
    "readings": _readings,
    "responses": lambda s, k: news.answers(s, 10, k),
    "disclosure.rules": lambda s, k: pages.systems(s),
    "disclosure.reports": lambda s, k: pages.annual_reports(s),
    "websites": lambda s, k: pages.annual_reports(s, "政府网站工作年度报表"),
    "statutory": lambda s, k: pages.sunshine(s, k),
    "statutory.plans": _documents(8, 70),
    "statutory.statistics": lambda s, k: pages.statistics(s),
    "statutory.proposals": lambda s, k: news.answers(s, 8, k),
    "statutory.local": _notices(10, 20),
    "statutory.recruitment": _notices(8, 25),
    "sunshine": lambda s, k: pages.sunshine(s, k),
    "personnel": _notices(10, 12),
    "services": lambda s, k: pages.guides(s),
    "services.statistics": lambda s, k: pages.statistics(s, 6),
    "services.forms": lambda s, k: pages.datasets(s),
    "interaction": lambda s, k: news.answers(s, 16, k),
    "interaction.opinions": lambda s, k: news.consultations(s, 8, k),
    "interaction.surveys": lambda s, k: news.consultations(s, 5, k, 40),
    "interaction.interviews": lambda s, k: news.interviews(s, 8, k),
    "data": lambda s, k: pages.statistics(s),
    "data.sets": lambda s, k: pages.datasets(s),
}
SINGLES = {
    "functions": "duties",
    "overview.offices": "duties",
    "overview.units": "duties",
    "overview.history": "history",
    "overview.nature": "nature",
    "overview.divisions": "divisions",
    "overview.population": "population",
    "overview.economy": "economy",
    "disclosure.guide": "guide",
    "disclosure.requests": "guide",
}


def items_for(setting: Setting, key: str) -> list[Item]:
    """The content of the list column `key`, newest first; [] for a column the demo leaves empty."""
    compose = COMPOSERS.get(key) or COMPOSERS.get(key.partition(".")[0])
    return compose(setting, key) if compose else []


def body_for(setting: Setting, key: str) -> list[tuple]:
    """The parts of the single-page column `key`."""
    return pages.single(setting, SINGLES.get(key, "overview"))
