"""How a body is found by what people call it."""

import pytest

from cms_core.models import Organisation
from cms_core.organisations.codes import (
    organisation_check_digit,
    validate_credit_code,
    validate_division_code,
    validate_organisation_code,
)
from cms_core.organisations.demo_codes import demo_credit_code, demo_organisation_code
from cms_core.organisations.errors import AmbiguousOrganisation, UnknownOrganisation
from cms_core.organisations.load import LoadOrganisations
from cms_core.organisations.readers import read_organisations
from cms_core.organisations.shipped import shipped_file
from cms_core.organisations.short_names import short_names


@pytest.fixture
def bodies(db):
    LoadOrganisations(read_organisations(shipped_file())).execute()
    return lambda key: Organisation.objects.get(key=key)


@pytest.mark.parametrize(
    ("name", "division", "first"),
    [
        ("浙江省人民政府", "浙江省", "省政府"),
        ("浙江省人民政府办公厅", "浙江省", "省政府办公厅"),
        ("浙江省财政厅", "浙江省", "省财政厅"),
        ("浙江省发展和改革委员会", "浙江省", "省发展改革委"),
        ("浙江省人民政府国有资产监督管理委员会", "浙江省", "省国资委"),
        ("杭州市西湖区财政局", "西湖区", "区财政局"),
        ("景宁畲族自治县人民政府", "景宁畲族自治县", "县政府"),
        ("桐庐县富春江镇人民政府", "富春江镇", "镇政府"),
    ],
)
def test_short_names_follow_from_the_name(name, division, first):
    assert short_names(name, division)[0] == first
    assert name not in short_names(name, division)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("省政府办公厅", "zj-bgt"),
        ("浙江省政府办公厅", "zj-bgt"),
        ("浙江省 人民政府　办公厅", "zj-bgt"),
        ("浙江省人民政府办公厅\u200b", "zj-bgt"),
        ("财政厅", "zj-czt"),
        ("省发改委", "zj-fgw"),
        ("省人力社保厅", "zj-rst"),
        ("省经信委", "zj-jxt"),
        ("浙江省国土资源厅", "zj-zrzyt"),
        ("西湖区政府", "xihu"),
        ("富春江镇", "tonglu-fuchunjiang"),
    ],
)
def test_a_body_is_found_by_full_short_and_former_names(bodies, said, key):
    assert Organisation.objects.resolve(said).key == key


@pytest.mark.parametrize(
    ("said", "by", "key"),
    [
        ("县政府", "tonglu", "tonglu"),
        ("县政府", "tonglu-czj", "tonglu"),
        ("县政府", "tonglu-fuchunjiang", "tonglu"),
        ("县财政局", "deqing", "deqing-czj"),
        ("财政局", "deqing-fuxi", "deqing-czj"),
        ("市政府", "tonglu", "hangzhou"),
        ("省政府", "tonglu-czj", "zj"),
        ("镇政府", "tonglu-fenshui", "tonglu-fenshui"),
        ("杭州市人民政府", "deqing", "hangzhou"),
    ],
)
def test_a_name_that_many_share_means_the_nearest_body(bodies, said, by, key):
    assert Organisation.objects.resolve(said, within=bodies(by)).key == key


def test_a_name_that_many_share_is_ambiguous_without_a_place(bodies):
    with pytest.raises(AmbiguousOrganisation, match="“县政府”可指多个机构"):
        Organisation.objects.resolve("县政府")


def test_a_name_that_nobody_has_is_unknown(bodies):
    with pytest.raises(UnknownOrganisation, match="没有“月球办公室”"):
        Organisation.objects.resolve("月球办公室")
    assert not Organisation.objects.called("", within=bodies("zj")).exists()


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("浙政办发〔2015〕28号", "zj-bgt"),
        ("浙政办发[2015]28号", "zj-bgt"),
        ("浙政发〔2015〕1号", "zj"),
        ("浙财行〔2015〕3号", "zj-czt"),
        ("杭政办函〔2023〕8号", "hangzhou-bgs"),
    ],
)
def test_the_letters_of_a_document_number_name_its_body(bodies, number, key):
    assert Organisation.objects.of_document_number(number).key == key


def test_letters_of_nobody_name_nobody(bodies):
    assert Organisation.objects.of_document_number("沪府发〔2015〕1号") is None
    assert Organisation.objects.of_document_number("") is None


def test_finding_a_body_takes_two_queries(bodies, django_assert_num_queries):
    county = bodies("tonglu")
    with django_assert_num_queries(2):
        Organisation.objects.resolve("县政府", within=county)


@pytest.mark.parametrize("code", ["000014349", "MA27W4XX" + organisation_check_digit("MA27W4XX")])
def test_right_organisation_codes_pass(code):
    validate_organisation_code(code)


def test_division_codes_have_the_length_of_a_level():
    for code in ("33", "3301", "330102", "330102001", "330102001051"):
        validate_division_code(code)


def test_codes_of_the_demo_pass_the_check_digits_and_differ(bodies):
    made = [demo_credit_code(one) for one in Organisation.objects.filter(level__lte=3)[:50]]
    for code in made:
        validate_credit_code(code)
    assert len(set(made)) == len(made)
    validate_organisation_code(demo_organisation_code(bodies("zj")))
    assert demo_credit_code(bodies("tonglu-czj"))[2:8] == "330122"
