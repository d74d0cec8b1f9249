"""A provincial portal with the province's own bodies, as the imports meet it."""

import os
from pathlib import Path

import pytest

from cms_core.models import Organisation
from cms_core.organisations.load import LoadOrganisations
from cms_core.organisations.readers import read_organisations
from cms_core.organisations.shipped import shipped_file
from sites.models import PortalLevel
from tests.factories import make_column, make_portal

SHARED = Path(os.environ.get("PORTAL_SHARED_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))


@pytest.fixture
def bodies(db):
    LoadOrganisations(read_organisations(shipped_file())).execute()


@pytest.fixture
def province(bodies):
    organisation = Organisation.objects.get(key="zj")
    return make_portal("zj", PortalLevel.PROVINCE, name="浙江省人民政府", organisation=organisation)


@pytest.fixture
def gazette(province):
    channel = make_column(province.home, "政务公开", slug="zhengwu-gongkai", column_type="频道")
    make_column(channel, "政策文件", slug="zhengce-wenjian", column_type="政策文件")
    return make_column(channel, "政府公报", slug="zhengfu-gongbao", column_type="政府公报")


@pytest.fixture
def shared():
    """Real inputs that are no part of the repository."""
    if not SHARED.is_dir():
        pytest.skip(f"no real inputs at {SHARED}: set PORTAL_SHARED_DATA")
    return SHARED
