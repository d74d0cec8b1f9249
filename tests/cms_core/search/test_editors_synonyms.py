import pytest
from django.db import IntegrityError, transaction

from cms_core.models import SearchKept, SynonymGroup, SynonymWord
from cms_core.search.analysis.question import ask
from cms_core.search.editors import synonyms
from cms_core.search.editors.errors import NotAllowed, NotKept
from cms_core.search.editors.keep_synonyms import DeleteSynonyms, SaveSynonyms, words_in
from cms_core.search.editors.kept import changed
from tests.factories import make_editor, make_portal, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def root():
    return make_user("root", superuser=True)


@pytest.fixture
def tonglu():
    return make_portal("tonglu")


def save(user, home, text, **more):
    return SaveSynonyms(user=user, home=home, words=words_in(text), **more).execute()


def refused(user, home, text, **more):
    with pytest.raises(NotKept) as error:
        save(user, home, text, **more)
    return str(error.value)


def test_each_word_of_a_group_finds_the_others(root, tonglu):
    save(root, tonglu.home, "公积金、住房公积金、住房公积")
    of = synonyms.of(tonglu.home_id)
    assert set(of("公积金")) == {"住房公积金", "住房公积"}
    assert set(of("住房公积金")) == {"公积金", "住房公积"}
    assert list(of("医保")) == []


def test_a_word_is_replaced_inside_a_question_without_blanks(root, tonglu):
    save(root, tonglu.home, "公积金、住房公积金")
    of = synonyms.of(tonglu.home_id)
    assert of("公积金提取") == ["住房公积金提取"]
    assert of("如何提取住房公积金") == ["如何提取公积金"]
    (part,) = ask("公积金提取", of).required
    assert [other.text for other in part.others] == ["住房公积金提取"]


def test_a_latin_word_is_not_replaced_inside_another(root, tonglu):
    save(root, tonglu.home, "IT、信息技术")
    of = synonyms.of(tonglu.home_id)
    assert of("city") == []
    assert of("it人才") == ["信息技术人才"]


def test_one_way_goes_from_the_first_word_only(root, tonglu):
    save(root, tonglu.home, "车牌、机动车号牌", one_way=True)
    of = synonyms.of(tonglu.home_id)
    assert of("车牌") == ["机动车号牌"]
    assert of("机动车号牌") == []


def test_what_is_kept_for_all_holds_everywhere_and_a_portals_own_comes_first(root, tonglu):
    other = make_portal("jiande")
    save(root, None, "公积金、住房公积金")
    save(root, tonglu.home, "公积金、房积金")
    assert synonyms.of(tonglu.home_id)("公积金") == ["房积金", "住房公积金"]
    assert synonyms.of(other.home_id)("公积金") == ["住房公积金"]


def test_a_group_switched_off_is_not_used(root, tonglu):
    group = save(root, tonglu.home, "公积金、住房公积金")
    SaveSynonyms(user=root, home=tonglu.home, words=["公积金", "住房公积金"], group=group, enabled=False).execute()
    assert list(synonyms.of(tonglu.home_id)("公积金")) == []


def test_a_change_and_a_deletion_are_in_force_at_the_next_search(root, tonglu):
    group = save(root, tonglu.home, "公积金、住房公积金")
    assert synonyms.of(tonglu.home_id)("公积金") == ["住房公积金"]
    SaveSynonyms(user=root, home=tonglu.home, words=["公积金", "房积金"], group=group).execute()
    assert synonyms.of(tonglu.home_id)("公积金") == ["房积金"]
    DeleteSynonyms(group, user=root).execute()
    assert list(synonyms.of(tonglu.home_id)("公积金")) == []


def test_another_processs_change_is_seen_by_its_token(tonglu):
    group = SynonymGroup.objects.create(home=tonglu.home)
    for order, text in enumerate(("医保", "医疗保险")):
        SynonymWord.objects.create(group=group, home=tonglu.home, text=text, folded=text, order=order)
    changed(tonglu.home_id)
    assert synonyms.of(tonglu.home_id)("医保") == ["医疗保险"]
    SynonymWord.objects.filter(text="医疗保险").update(text="基本医疗保险", folded="基本医疗保险")
    SearchKept.objects.update(token="of another process")
    assert synonyms.of(tonglu.home_id)("医保") == ["基本医疗保险"]


def test_a_search_costs_one_query_however_many_groups(root, tonglu, django_assert_num_queries):
    for number in range(30):
        save(root, tonglu.home, f"甲词{number}、乙词{number}")
    synonyms.of(tonglu.home_id)
    with django_assert_num_queries(1):
        assert synonyms.of(tonglu.home_id)("甲词7") == ["乙词7"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("公积金", "至少写两个词"),
        ("", "至少写两个词"),
        ("公积金、公積金", "至少写两个词"),
        ("公积金、金", "1 个字"),
        (f"公积金、{'长' * 31}", "31 个字"),
        ("公积金、——", "没有可以检索的字"),
        ("、".join(f"第{n}个词" for n in range(13)), "最多 12 个词"),
    ],
    ids=["one", "none", "the same folded", "short", "long", "signs", "many"],
)
def test_words_that_cannot_be_kept_are_told(root, tonglu, text, said):
    assert said in refused(root, tonglu.home, text)
    assert not SynonymGroup.objects.exists()


def test_a_word_of_another_group_is_told_with_that_group(root, tonglu):
    save(root, tonglu.home, "公积金、住房公积金")
    said = refused(root, tonglu.home, "住房公積金、房积金")
    assert "已在另一组“公积金、住房公积金”中" in said
    save(root, None, "住房公积金、房积金")
    save(root, make_portal("jiande").home, "住房公积金、房积金")


def test_a_group_may_keep_its_words_when_it_is_changed(root, tonglu):
    group = save(root, tonglu.home, "公积金、住房公积金")
    save(root, tonglu.home, "住房公积金、公积金、房积金", group=group)
    assert str(SynonymGroup.objects.get()) == "住房公积金、公积金、房积金"


def test_lists_are_read_as_people_write_them():
    assert words_in("公积金, 住房公积金；房积金\r\n公积金\n医保/医疗保险") == [
        "公积金",
        "住房公积金",
        "房积金",
        "医保",
        "医疗保险",
    ]


def test_only_who_may_publish_on_the_portal_keeps_its_words(tonglu):
    other = make_portal("jiande")
    editor = make_editor(tonglu)
    assert save(editor, tonglu.home, "公积金、住房公积金").changed_by == editor
    for home in (other.home, None):
        with pytest.raises(NotAllowed):
            save(editor, home, "公积金、住房公积金")
    with pytest.raises(NotAllowed):
        save(make_editor(tonglu, "writer", ("add", "change")), tonglu.home, "医保、医疗保险")
    with pytest.raises(NotAllowed):
        DeleteSynonyms(SynonymGroup.objects.get(), user=make_editor(other)).execute()


def test_every_change_is_in_the_record(root, tonglu):
    from wagtail.models import ModelLogEntry

    group = save(root, tonglu.home, "公积金、住房公积金")
    save(root, tonglu.home, "公积金、房积金", group=group)
    DeleteSynonyms(group, user=root).execute()
    rows = ModelLogEntry.objects.order_by("pk").values_list("action", "data__before")
    assert list(rows) == [
        ("cms_core.synonyms.save", ""),
        ("cms_core.synonyms.save", "公积金、住房公积金"),
        ("cms_core.synonyms.delete", "公积金、房积金"),
    ]


def test_what_holds_for_all_portals_has_one_token(tonglu):
    for home in (None, tonglu.home_id, None):
        changed(home)
    with pytest.raises(IntegrityError), transaction.atomic():
        SearchKept.objects.create(home=None, token="of another process")
    assert SearchKept.objects.filter(home=None).count() == 1
