"""Whose portals a table shows: all that somebody may see, or one city, or one kind of portal."""

from sites.models import PortalLevel

KINDS = {
    "departments": ("省级部门", (PortalLevel.DEPARTMENT,)),
    "cities": ("各市", (PortalLevel.CITY,)),
    "counties": ("各县（市、区）", (PortalLevel.COUNTY,)),
    "subsites": ("乡镇街道和县级部门", (PortalLevel.SUBSITE,)),
}


class Areas:
    """`chosen` are the portals of the area that was asked for; without one those with a host of their own, if any."""

    def __init__(self, portals: list, asked: str):
        self.portals = portals
        self.cities = {one.key: one for one in portals if one.level == PortalLevel.CITY}
        there = {one.level for one in portals}
        self.kinds = {key: title for key, (title, levels) in KINDS.items() if there & set(levels)}
        self.key = asked if asked in self.cities or asked in self.kinds or asked == "all" else ""

    @property
    def chosen(self) -> list:
        if self.key in self.kinds:
            return [one for one in self.portals if one.level in KINDS[self.key][1]]
        if self.key in self.cities:
            return [one for one in self.portals if one.path.startswith(self.cities[self.key].path)]
        own = [one for one in self.portals if not one.is_subsite]
        return self.portals if self.key == "all" or not own else own

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        found = [("", "各级门户（不含子站）"), ("all", "全部门户和子站"), *self.kinds.items()]
        found += [(key, f"{one.short_name}（市本级和所辖县）") for key, one in self.cities.items()]
        return [(key, title, key == self.key) for key, title in found]
