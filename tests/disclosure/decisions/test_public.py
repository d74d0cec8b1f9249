"""What the public reads: only what is public today, never a number of papers, never a whole name of a person."""

import datetime
import io
import zipfile

import pytest
from django.test import Client
from django.utils import timezone

from cms_core.models import ColumnPage
from disclosure.decisions import masking, search_feed
from disclosure.decisions.actions.count import CountOthers
from disclosure.decisions.actions.publish import DeleteDecision, PublishDecisions, WithdrawDecision
from disclosure.decisions.counting import decided
from disclosure.decisions.errors import NotAllowed
from disclosure.decisions.kinds import DecisionKind
from disclosure.decisions.searching import Decisions
from disclosure.models import Licence, Penalty
from disclosure.sealing.errors import SealKeyMissing
from disclosure.sealing.values import Sealed
from tests.disclosure.decisions import factories

pytestmark = pytest.mark.django_db
LIST = "/decisions/penalties/"
FORMS = (LIST, f"{LIST}data.csv", f"{LIST}data.xlsx", f"{LIST}data.json", f"{LIST}feed.atom")


@pytest.fixture(autouse=True)
def june_2026(monkeypatch):
    """Views ask the clock; every term of these tests lies around this day."""
    moment = datetime.datetime(2026, 6, 1, 4, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def portal():
    return factories.make_portal()


def get(portal, path, status=200):
    response = Client(SERVER_NAME=f"{portal.key}.localhost" if portal.level != "province" else "localhost").get(path)
    assert response.status_code == status, (path, response.status_code)
    return response


def text_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b" ".join(archive.read(name) for name in archive.namelist())
    return content.decode()


def url(decision):
    return f"/decisions/{'licences' if decision.KIND == 'licence' else 'penalties'}/{decision.pk}.html"


def test_no_public_surface_tells_who_a_person_is(portal):
    made = factories.person(
        facts=f"{factories.PERSON}（电话 13812345678，身份证 {factories.identity_number(321)}）无照经营。"
    )
    decision = factories.make_decision("penalty", portal, note="内部备注", **made)
    record = Decisions().records_of([search_feed.pk_of("penalty", decision.pk)])[0]
    result = Decisions().results_of([search_feed.pk_of("penalty", decision.pk)])
    surfaces = [*(text_of(get(portal, path)) for path in (*FORMS, url(decision))), repr(record), repr(result)]
    secrets = (factories.PERSON, made["party_number"], factories.identity_number(321), "13812345678", "内部备注")
    for text in surfaces:
        assert "张**" in text
        assert not [secret for secret in secrets if secret in text]


PASSPORT = "E12345678"


def test_numbers_of_papers_typed_into_any_column_are_masked(portal):
    card = factories.identity_number(322)
    spaced = f"{card[:6]} {card[6:14]} {card[14:]}"
    typed = f"当事人护照{PASSPORT}，身份证{spaced}，原号{card}。"
    made = factories.person(
        party_document="护照", party_number=PASSPORT, number=f"云罚〔2026〕{card}号", facts=typed, content=typed,
        basis=typed, breach=typed, title=typed, certificates=typed, source_name=typed, category_note=typed[:50],
        representative=factories.PERSON,
    )  # fmt: skip
    decision = factories.make_decision("penalty", portal, **made)
    pk = search_feed.pk_of("penalty", decision.pk)
    surfaces = [*(text_of(get(portal, path)) for path in (*FORMS, url(decision)))]
    surfaces += [repr(Decisions().records_of([pk])), repr(Decisions().results_of([pk]))]
    for text in surfaces:
        assert "张**" in text
        assert not [secret for secret in (factories.PERSON, card, spaced, PASSPORT, card[6:14]) if secret in text]
    assert "共 0 件" in text_of(get(portal, f"{LIST}?q={card}"))


def test_what_names_the_owner_of_a_business_as_a_register_did_is_masked(portal):
    card = factories.identity_number(323)
    decision = factories.make_decision(
        "penalty", portal, party=factories.PERSON, party_kind="business", representative=factories.PERSON,
        tax_number=f"{card}L0", registration_number=card,
    )  # fmt: skip
    for path in (*FORMS, url(decision)):
        text = text_of(get(portal, path))
        assert "张**" in text
        assert factories.PERSON not in text and card not in text


def test_without_the_key_every_long_number_is_masked(portal, monkeypatch):
    made = factories.person(party_document="护照", party_number=PASSPORT, facts=f"护照{PASSPORT}")
    decision = factories.make_decision("penalty", portal, **made)

    def missing(self):
        raise SealKeyMissing("seals.key")

    decision = Penalty.objects.get(pk=decision.pk)
    monkeypatch.setattr(Sealed, "open", missing)
    assert PASSPORT not in text_of(get(portal, url(decision)))


def test_a_masked_name_cannot_be_found_by_the_whole_one(portal):
    factories.make_decision("penalty", portal, **factories.person())
    assert "张**" not in text_of(get(portal, f"{LIST}?q={factories.PERSON}")).split("<table")[-1]
    assert "张**" in text_of(get(portal, f"{LIST}?q=张"))


@pytest.mark.parametrize("kind", DecisionKind)
def test_what_is_only_a_draft_is_nowhere(portal, kind):
    decision = factories.make_decision(kind, portal, published=False, party="从未公示有限公司")
    get(portal, url(decision), 404)
    assert decision.party not in text_of(get(portal, url(decision).rpartition("/")[0] + "/"))


def test_a_publication_ends_by_itself_on_its_day(portal, monkeypatch):
    decision = factories.make_decision("penalty", portal, until=datetime.date(2026, 8, 31))
    last = datetime.datetime(2026, 8, 31, 15, 59, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: last)
    assert decision.party in text_of(get(portal, url(decision)))
    monkeypatch.setattr(timezone, "now", lambda: last + datetime.timedelta(minutes=1))
    gone = text_of(get(portal, url(decision), 410))
    assert "2026年8月31日" in gone
    assert decision.party not in gone
    assert all(decision.party not in text_of(get(portal, path)) for path in FORMS)
    assert Decisions().visible_among([search_feed.pk_of("penalty", decision.pk)]) == set()
    assert search_feed.follow_days(last + datetime.timedelta(minutes=1)) == 1
    assert search_feed.follow_days(last + datetime.timedelta(minutes=2)) == 0


def test_what_was_taken_down_answers_gone_and_says_nothing_of_it(portal):
    decision = factories.make_decision("penalty", portal)
    WithdrawDecision(decision, reason="annulled", note="复议决定").execute()
    gone = text_of(get(portal, url(decision), 410))
    assert "撤下" in gone
    assert decision.party not in gone
    assert "复议决定" not in gone


def test_credit_repair_ends_a_publication_only_after_the_shortest_term(portal):
    decision = factories.make_decision("penalty", portal, published=datetime.date(2026, 5, 12))
    early = datetime.datetime(2026, 8, 11, 4, tzinfo=datetime.UTC)
    with pytest.raises(NotAllowed, match="2026-08-12"):
        WithdrawDecision(decision, reason="repaired", note="信修1号", now=early).execute()
    WithdrawDecision(decision, reason="repaired", note="信修1号", now=early + datetime.timedelta(days=1)).execute()
    with pytest.raises(NotAllowed, match="不能再公示"):
        PublishDecisions(portal, "penalty", [decision.pk]).execute()


def test_a_mistake_may_come_back_and_keeps_the_day_it_was_first_public(portal):
    decision = factories.make_decision("penalty", portal)
    WithdrawDecision(decision, reason="mistake").execute()
    PublishDecisions(portal, "penalty", [decision.pk]).execute()
    decision.refresh_from_db()
    assert (decision.withdrawn_at, decision.published_on) == (None, datetime.date(2026, 5, 12))


def test_what_was_public_once_cannot_be_deleted(portal):
    decision = factories.make_decision("penalty", portal)
    with pytest.raises(NotAllowed, match="撤下"):
        DeleteDecision(decision).execute()
    draft = factories.make_decision("penalty", portal, published=False)
    DeleteDecision(draft).execute()
    assert list(Penalty.objects.all()) == [decision]


def test_each_portal_has_its_slice_and_the_province_all():
    province = factories.make_portal("zj", "province")
    county = factories.make_portal("tonglu", "county", parent=province)
    county.organisation.move(province.organisation, "last-child")
    county.organisation.refresh_from_db()
    province.organisation.refresh_from_db()
    own = factories.make_decision("penalty", province, party="省里的公司")
    below = factories.make_decision("penalty", county, party="县里的公司")
    assert below.party not in text_of(get(province, LIST))
    assert own.party not in text_of(get(county, LIST))
    whole = text_of(get(province, f"{LIST}?scope=all"))
    assert own.party in whole
    assert below.party in whole
    assert own.party not in text_of(get(county, f"{LIST}?scope=all"))
    moved = Client(SERVER_NAME="localhost").get(url(below))
    assert (moved.status_code, moved["Location"]) == (301, f"{county.base_url}{url(below)}")


def test_a_department_shows_what_is_its_own():
    province = factories.make_portal("zj", "province")
    body = factories.make_body(province, "省财政厅")
    department = factories.make_portal("czt", "department", parent=province, organisation=body)
    theirs = factories.make_decision("penalty", province, body, party="财政厅处罚的公司")
    other = factories.make_decision("penalty", province, party="别的厅处罚的公司")
    shown = text_of(get(department, LIST))
    assert theirs.party in shown
    assert other.party not in shown


def test_a_closed_column_shows_nothing_anywhere():
    province = factories.make_portal("zj", "province")
    county = factories.make_portal("tonglu", "county", parent=province)
    decision = factories.make_decision("penalty", county)
    column = ColumnPage.objects.get(slug="penalty-tonglu")
    column.live = False
    column.save()
    get(county, LIST, 404)
    get(county, url(decision), 404)
    factories.make_decision("penalty", province)
    assert decision.party not in text_of(get(province, f"{LIST}?scope=all"))
    assert Decisions().records_of([search_feed.pk_of("penalty", decision.pk)]) == []


def test_the_column_of_the_blueprint_shows_the_list(portal):
    decision = factories.make_decision("licence", portal)
    assert decision.party in text_of(get(portal, "/licence-tonglu/"))
    assert "行政处罚信息公示" not in text_of(get(portal, "/penalty-tonglu/"))


def test_filters_narrow_and_wrong_ones_do_no_harm(portal):
    one = factories.make_decision("penalty", portal, factories.make_body(portal, "甲局"), party="甲局处罚的公司")
    two = factories.make_decision("penalty", portal, factories.make_body(portal, "乙局"), party="乙局处罚的公司")
    for query in (f"body={one.organisation.key}", f"q={one.credit_code}", f"q={one.number}", "q=甲局处罚"):
        shown = text_of(get(portal, f"{LIST}?{query}"))
        assert one.party in shown
        assert two.party not in shown
    for query in ("category=fine", "year=2026", "category=nothing", "year=20x6", "cursor=a~9999-99-99~1", "q=%00"):
        assert one.party in text_of(get(portal, f"{LIST}?{query}"))
    assert "没有符合条件" in text_of(get(portal, f"{LIST}?year=2020"))


def test_pages_follow_one_another_without_gap_or_repetition(portal):
    body = factories.make_body(portal)
    made = [factories.make_decision("penalty", portal, body, party=f"第{n:02}家公司") for n in range(43)]
    seen, path = [], LIST
    while path:
        response = get(portal, path)
        seen += [row["name"] for row in response.context["rows"]]
        path = response.context["pagination"]["next_url"]
    assert seen == [one.party for one in reversed(made)]
    back = get(portal, response.context["pagination"]["previous_url"])
    assert [row["name"] for row in back.context["rows"]] == seen[20:40]


@pytest.mark.parametrize("query", ["", "?category=fine&year=2026&q=公司"])
def test_a_list_of_any_length_asks_at_most_twelve_queries(portal, query, django_assert_max_num_queries):
    for _ in range(3):
        factories.make_decision("penalty", portal, factories.make_body(portal))
    get(portal, LIST)
    with django_assert_max_num_queries(12):
        get(portal, f"{LIST}{query}")


def test_a_decision_asks_at_most_twelve_queries(portal, django_assert_max_num_queries):
    decision = factories.make_decision("penalty", portal)
    get(portal, url(decision))
    with django_assert_max_num_queries(12):
        get(portal, url(decision))


def test_the_year_is_counted_by_government_and_by_body():
    province = factories.make_portal("zj", "province")
    county = factories.make_portal("tonglu", "county", parent=province)
    body = factories.make_body(county)
    for _ in range(2):
        factories.make_decision("penalty", county, body)
    factories.make_decision("licence", county, published=False)
    WithdrawDecision(factories.make_decision("penalty", county, body), reason="mistake").execute()
    CountOthers(county, body=body.name, year="2026", kind="coercion", count="7").execute()
    assert decided(county.organisation, 2026) == {"licence": 1, "penalty": 2, "coercion": 7}
    assert decided(body, 2026) == {"licence": 0, "penalty": 2, "coercion": 7}
    assert decided(county.organisation, 2025) == {"licence": 0, "penalty": 0, "coercion": 0}
    assert decided(province.organisation, 2026)["penalty"] == 0


def test_the_name_of_a_representative_is_told_of_registered_bodies_alone(portal, settings):
    decision = factories.make_decision("licence", portal, representative="李四光")
    assert "李四光" in text_of(get(portal, url(decision)))
    settings.PORTAL_DECISIONS_SHOW_REPRESENTATIVE = False
    assert "李四光" not in text_of(get(portal, url(decision)))
    with pytest.raises(KeyError):
        masking.shown(Licence.objects.get(), "representative_number")
