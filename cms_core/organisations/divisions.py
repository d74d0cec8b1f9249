"""Administrative divisions → their governments (the shape of the national division files: cities, areas, streets)."""

from cms_core.models.organisations import Level, OrganisationKind
from cms_core.organisations.errors import UnreadableFile
from cms_core.organisations.rows import OrganisationRow
from cms_core.organisations.shipped import PROVINCES, shipped_keys

GOVERNMENT = OrganisationKind.GOVERNMENT
AGENCY = OrganisationKind.AGENCY
INSTITUTION = OrganisationKind.INSTITUTION


def rows_of_divisions(data) -> list[OrganisationRow]:
    """The governments of a file's divisions, parents first. Raises UnreadableFile if it is not such a file."""
    if not isinstance(data, dict) or not all(isinstance(data.get(part), list) for part in ("cities", "areas")):
        raise UnreadableFile("行政区划文件应有 cities、areas（和 streets）三个数组，每条含 code 与 name。")
    keys = shipped_keys()
    rows, names = [], {}
    number = 0

    def add(division, code_of_parent, make):
        nonlocal number
        number += 1
        if not isinstance(division, dict) or not all(isinstance(division.get(part), str) for part in ("code", "name")):
            row = OrganisationRow(number, {"name": str(division)[:40]})
            row.wrong("整行", str(division)[:40], "每条区划应有文字的 code 与 name。")
            rows.append(row)
            return
        code, name = division["code"].strip(), division["name"].strip()
        parent = str(division.get(code_of_parent) or "")
        fields = make(name, *names.get(parent, ("", "")))
        names[code] = (name, fields["name"])
        raw = {"key": keys.get(code, f"d{code}"), "parent": keys.get(parent, f"d{parent}"), "division_code": code}
        rows.append(OrganisationRow.read(number, raw | fields))

    for province in _provinces(data):
        add(province, "", _province)
        rows[-1].parent = ""
    for city in data["cities"]:
        add(city, "provinceCode", _city)
    for area in data["areas"]:
        add(area, "cityCode", _county)
    for street in data.get("streets") or []:
        add(street, "areaCode", _town)
    return rows


def _provinces(data):
    """The file's own provinces, or those its cities stand in (which then are known by their code)."""
    if isinstance(data.get("provinces"), list):
        return data["provinces"]
    codes = {city.get("provinceCode") for city in data["cities"] if isinstance(city, dict)}
    return [{"code": code, "name": PROVINCES[code]} for code in sorted(codes & set(PROVINCES))]


def _province(name, *_):
    return {"name": f"{name}人民政府", "level": Level.PROVINCE, "kind": GOVERNMENT}


def _city(name, *_):
    return {"name": f"{name}人民政府", "level": Level.CITY, "kind": GOVERNMENT}


def _county(name, city, _):
    """A district belongs to its city by name (杭州市上城区人民政府), a county or county-level city does not."""
    prefix = city if name.endswith("区") and not name.endswith("自治区") else ""
    return {"name": f"{prefix}{name}人民政府", "level": Level.COUNTY, "kind": GOVERNMENT}


def _town(name, county, county_government):
    """乡 and 镇 have governments, 街道 offices of their district; zones and farms are counted beside them."""
    above = county_government.removesuffix("人民政府") or county
    if name.endswith("街道"):
        return {
            "name": f"{above}{name}办事处",
            "level": Level.TOWN,
            "kind": AGENCY,
            "short_name": f"{name}办事处",
            "other_names": [name],
        }
    if name.endswith(("镇", "乡")):
        return {
            "name": f"{above}{name}人民政府",
            "level": Level.TOWN,
            "kind": GOVERNMENT,
            "short_name": f"{name}政府",
            "other_names": [name, f"{name}人民政府"],
        }
    if name.endswith(("农场", "林场", "场区", "区划")):
        return {"name": f"{above}{name}", "level": Level.TOWN, "kind": INSTITUTION, "short_name": name}
    return {
        "name": f"{above}{name}管理委员会",
        "level": Level.TOWN,
        "kind": AGENCY,
        "short_name": f"{name}管委会",
        "other_names": [name],
    }
