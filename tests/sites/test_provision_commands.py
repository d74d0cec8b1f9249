import io
import json

import pytest
from django.core.management import CommandError, call_command

from cms_core.models import ColumnPage
from sites.models import Portal
from tests.sites.province import make_province

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bodies():
    return make_province()


def run(*arguments):
    out = io.StringIO()
    call_command(*arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_one_portal_is_made_and_reported_as_json():
    said = run("provision", "--organisation", "yunshan", "--state", "trial", "--json")
    assert json.loads(said) == {"made": ["yunshan"], "exists": [], "failed": [], "pages": 61}
    assert Portal.objects.get().state == "trial"


def test_a_region_is_made_and_told_line_by_line():
    lines = run("provision", "--region", "99").splitlines()
    assert lines[0] == "[1/5] 已建 东南省人民政府（dn）"
    assert lines[-1] == "新建 5 个门户，已有 0 个，失败 0 个。"


def test_a_dry_run_writes_nothing():
    lines = run("provision", "--region", "99", "--dry-run").splitlines()
    assert "将建 云山县人民政府（county）yunshan.localhost" in lines
    assert not Portal.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--organisation", "nowhere"], "找不到机构“nowhere”"),
        (["--organisation", "yunshan", "--blueprint", "village"], "没有名为“village”的站点模板"),
        (["--region", "99", "--key", "x"], "只能在为一个机构建站时给出"),
        (["--organisation", "yunshan", "--site-code", "abc"], "网站标识码“abc”"),
    ],
)
def test_mistakes_are_said_and_nothing_is_written(arguments, said):
    with pytest.raises(CommandError, match=said):
        run("provision", *arguments)
    assert not Portal.objects.exists()


def test_the_tree_check_reports_json_and_fails_where_something_differs():
    run("provision", "--organisation", "yunshan")
    assert json.loads(run("check_tree", "--json")) == {"differences": []}
    ColumnPage.objects.filter(blueprint_key="notices").update(depth=3)
    with pytest.raises(CommandError, match="1 处差异"):
        run("check_tree")


def test_blueprints_are_listed_shown_and_checked():
    assert "county　县级门户　60 个栏目" in run("blueprint", "list")
    assert "走进{short_name}［概况信息］overview" in run("blueprint", "show", "county")
    assert "全部站点模板正确。" in run("blueprint", "check")


def test_differences_are_previewed_before_they_are_written():
    run("provision", "--organisation", "yunshan")
    ColumnPage.objects.filter(blueprint_key="notices").update(title="公告栏")
    assert "通知公告" in run("blueprint", "diff", "--portal", "yunshan")
    run("blueprint", "apply", "--portal", "yunshan")
    assert ColumnPage.objects.get(blueprint_key="notices").title == "公告栏"
    found = json.loads(run("blueprint", "apply", "--region", "99", "--write", "--json"))
    assert found["total"] == 1
    assert ColumnPage.objects.get(blueprint_key="notices").title == "通知公告"


def test_an_unknown_portal_is_said():
    with pytest.raises(CommandError, match="没有标识为“nowhere”的门户"):
        run("blueprint", "diff", "--portal", "nowhere")
