"""What a new portal is called: name, short name, host label, and the words that fill a blueprint's placeholders."""

import re

from cms_core.models.organisations import Level, Organisation, OrganisationKind
from cms_core.text.pinyin import pinyin_slug, to_pinyin

SEATS = ("人民政府", "办事处", "管理委员会")
PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|"
    "柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|"
    "塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
# 新疆维吾尔自治区, 景宁畲族自治县, 莪山畲族乡: the peoples are no part of the short name.
AUTONOMOUS = re.compile(rf"(.{{2,}}?)(?:(?:(?:{PEOPLES})族?)*自治[区州县]|(?:(?:{PEOPLES})族)+乡)")
UNITS = ("自治区", "自治州", "自治县", "省", "市", "州", "盟", "县", "区", "旗", "街道", "镇", "乡")
LEVEL_UNITS = {Level.PROVINCE: "省", Level.CITY: "市", Level.COUNTY: "县", Level.TOWN: "镇"}
# pypinyin knows words; where it reads a place wrong, the place's own reading stands here (莲都 is liandu, not liandou).
READINGS = {"莲都": "liandu"}
KEY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
# Slugs and host labels that the platform itself uses.
RESERVED = ("departments", "www")


def place_of(organisation: Organisation, above: str = "") -> str:
    """The area a government is of, without the area above: 浙江省, 桐庐县, 西湖区 (of 杭州市西湖区人民政府)."""
    name = organisation.name
    for seat in SEATS:
        name = name.removesuffix(seat)
    return (name.removeprefix(above) or name) if above else name


def short_place(place: str) -> str:
    """浙江省 → 浙江, 景宁畲族自治县 → 景宁, 朝阳区 → 朝阳; two characters are kept (吴县 stays 吴县)."""
    if autonomous := AUTONOMOUS.fullmatch(place):
        return autonomous[1]
    for unit in UNITS:
        if place.endswith(unit) and len(place) - len(unit) >= 2:
            return place.removesuffix(unit)
    return place


def unit_of(place: str, level: int) -> str:
    """The word for the area: 省, 市, 县, 区, 镇, 乡, 街道."""
    return next((unit for unit in UNITS if place.endswith(unit)), LEVEL_UNITS.get(level, ""))


def is_seat(organisation: Organisation) -> bool:
    return organisation.kind in (OrganisationKind.GOVERNMENT, OrganisationKind.AGENCY)


def host_label(organisation: Organisation, place: str, parent_key: str) -> str:
    """The organisation's key where it can be a host label, else pinyin: tonglu; zj-caizhengting for a department."""
    if KEY.fullmatch(organisation.key) and not re.fullmatch(r"[a-z]{0,3}\d+", organisation.key):
        return organisation.key
    if is_seat(organisation):
        short = short_place(place)
        label = READINGS.get(short) or to_pinyin(short)
    else:
        label = pinyin_slug(place, limit=40 - len(parent_key) - 1).replace("-", "")
    apart = parent_key and (organisation.level >= Level.TOWN or not is_seat(organisation))
    return f"{parent_key}-{label}"[:40].strip("-") if apart else label[:40]


def office_word(offices: list[str], level: int) -> str:
    """办公厅 or 办公室, as the body's own office is called; by level when it is not in the directory."""
    if offices:
        return "办公厅" if offices[0].endswith("办公厅") else "办公室"
    return "办公厅" if level == Level.PROVINCE else "办公室"
