"""What the duties of several portals are read from, each thing once however many portals there are."""

import datetime
from collections import defaultdict
from functools import cached_property, wraps
from itertools import takewhile

from django.db.models import Max
from django.utils import timezone

from cms_core.catalogue.overdue import STEP, ColumnAge, Place, ages_and_places
from cms_core.models import Organisation
from disclosure.decisions.kinds import COLUMN_KEYS
from disclosure.decisions.tables import MODELS
from disclosure.models import RecordState, SunshineRecord
from disclosure.sunshine.domains import by_column
from disclosure.terms.rules import WorkingTerms, rules
from sites.models import Portal


def once(read):
    """What several parts read of a ground is asked of the database once."""

    @wraps(read)
    def kept(ground):
        if read not in ground.kept:
            ground.kept[read] = read(ground)
        return ground.kept[read]

    return kept


class Ground:
    """`portals` with `home` and `organisation`; `since`: what was published before is told no more."""

    def __init__(self, portals, on: datetime.date, since: datetime.date | None = None):
        self.portals: list[Portal] = list(portals)
        self.on = on
        self.since = since or on - datetime.timedelta(days=rules()["period_days"])
        self.terms = WorkingTerms()
        self.kept: dict = {}

    @property
    def since_moment(self) -> datetime.datetime:
        return timezone.make_aware(datetime.datetime.combine(self.since, datetime.time()))

    @cached_property
    def by_pk(self) -> dict[int, Portal]:
        return {one.pk: one for one in self.portals}

    @cached_property
    def by_home(self) -> dict[int, Portal]:
        return {one.home_id: one for one in self.portals}

    @cached_property
    def homes(self) -> dict[str, int]:
        """Portals by the tree path of their home, also those that were not asked for: a subsite's page is not its
        county's."""
        return dict(Portal.objects.order_by().values_list("home__path", "pk"))

    def portal_of(self, path: str) -> Portal | None:
        """Of the portals asked for the one in which a page with this tree path stands."""
        for end in range(len(path), 0, -STEP):
            if (found := self.homes.get(path[:end])) is not None:
                return self.by_pk.get(found)
        return None

    @cached_property
    def ages_and_places(self) -> tuple[list[ColumnAge], list[Place]]:
        return ages_and_places([one.home for one in self.portals], self.on)

    @property
    def columns(self) -> list[ColumnAge]:
        return self.ages_and_places[0]

    @cached_property
    def places(self) -> dict[int, Place]:
        """Columns and topics by number, with what they have themselves."""
        return {place.id: place for place in self.ages_and_places[1]}

    @cached_property
    def families(self) -> dict[int, list[int]]:
        """Of each open column itself and what is open below it in the same portal, topics too."""
        numbers = {place.path: place.id for place in self.ages_and_places[1]}
        found: dict[int, list[int]] = defaultdict(list)
        for path, number in numbers.items():
            way = [path[:end] for end in range(len(path), 0, -STEP)]
            within = list(takewhile(lambda one: one not in self.homes, way))
            # Below a column that is not live nothing is shown.
            if all(one in numbers for one in within):
                for one in within:
                    found[numbers[one]].append(number)
        return dict(found)

    @cached_property
    def ages(self) -> dict[int, ColumnAge]:
        return {column.id: column for column in self.columns}

    @cached_property
    def columns_by_portal(self) -> dict[int, list[ColumnAge]]:
        found = defaultdict(list)
        for column in self.columns:
            if (portal := self.portal_of(column.path)) is not None:
                found[portal.pk].append(column)
        return found

    @cached_property
    def newest_of_rows(self) -> dict[tuple[int, str], datetime.date]:
        """{(portal, key of a column): day} of decisions and Sunshine records; three queries."""
        found: dict[tuple[int, str], datetime.date] = {}
        for kind, key in COLUMN_KEYS.items():
            rows = MODELS[kind].objects.public(self.on).filter(portal__in=self.by_pk).order_by()
            for portal, day in rows.values_list("portal").annotate(day=Max("published_on")):
                found[portal, key] = day
        keys = {domain: key for key, domain in by_column().items()}
        records = SunshineRecord.objects.filter(portal__in=self.by_pk, state=RecordState.PUBLISHED).order_by()
        for portal, domain, moment in records.values_list("portal", "domain").annotate(at=Max("published_at")):
            if domain in keys and moment:
                found[portal, keys[domain]] = timezone.localtime(moment).date()
        return found

    @cached_property
    def organisations(self) -> dict[int, str]:
        """Tree paths of all bodies."""
        return dict(Organisation.objects.order_by().values_list("pk", "path"))

    def is_own(self, portal: Portal, organisation: int | None) -> bool:
        """Whether a body's paper is the portal's to publish in time: what others issued is only reprinted there."""
        path = self.organisations.get(organisation or 0)
        return path is None or path.startswith(portal.organisation.path)
