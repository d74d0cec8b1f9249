"""A province, a city, a county with a town, and the county's column 财政预决算."""

from types import SimpleNamespace

from sites.models import PortalLevel
from tests.factories import make_column, make_portal


def make_province() -> SimpleNamespace:
    province = make_portal("zj", PortalLevel.PROVINCE, name="浙江省人民政府")
    city = make_portal("hangzhou", PortalLevel.CITY, province, name="杭州市人民政府")
    county = make_portal("tonglu", PortalLevel.COUNTY, city, name="桐庐县人民政府")
    column = make_column(county.home, "财政预决算", blueprint_key="statutory.finance")
    return SimpleNamespace(province=province, city=city, county=county, column=column)
