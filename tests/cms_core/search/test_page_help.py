"""/search/: what helps who found nothing, not enough, or did not ask yet; what editors put above the results."""

import pytest

from cms_core.models.search_promotions import PromotionMatch, SearchPromotion
from cms_core.models.search_synonyms import SynonymGroup, SynonymWord
from cms_core.search.corrections import vocabulary
from cms_core.search.corrections.learn import learn
from cms_core.search.editors.kept import changed
from cms_core.search.engine import engine
from cms_core.search.feed.whole import rebuild
from tests.cms_core.search.asking import (
    RESULTS,
    answer,
    ask,
    column,
    county,
    link,
    no_known_places,
    parameters_of,
    titles,
)
from tests.cms_core.serving import texts, tree_of
from tests.factories import make_article, make_document

__all__ = ["column", "county", "no_known_places"]
pytestmark = pytest.mark.django_db


def text_of(response):
    return texts(response, "//main")[0]


def test_without_a_question_it_says_how_to_ask_and_where_most_is(county, column):
    make_article(column)
    response = ask(county)
    assert "怎样搜索" in text_of(response)
    assert texts(response, "//ul[@class='search-popular']/li") == ["政务动态"]


def test_every_example_of_how_to_search_finds_something(county, column):
    make_document(column, "关于优化营商环境的通知", document_number="桐政发〔2024〕3号")
    examples = tree_of(ask(county)).xpath("//div[@class='search-tips']//li/a[@rel='nofollow']")
    assert [one.text for one in examples] == [
        "营商 环境", "桐政发〔2024〕3号", "桐政发2024 3", "\"优化营商环境\"", "通知 -会议",
    ]  # fmt: skip
    for one in examples:
        assert titles(county, **parameters_of(one.get("href"))) == ["关于优化营商环境的通知"]


def test_a_portal_without_content_gives_no_examples(county, column):
    response = ask(county)
    assert "怎样搜索" in text_of(response)
    assert tree_of(response).xpath("//div[@class='search-tips']//li/a[@rel='nofollow']") == []


def test_nothing_found_says_what_to_do(county, column):
    make_article(column)
    response = ask(county, q="没有这种内容", kind="article")
    assert "没有找到与“没有这种内容”相符的内容" in text_of(response)
    assert parameters_of(link(response, "去掉筛选条件")) == {"q": "没有这种内容"}
    assert parameters_of(link(response, "全省")) == {"q": "没有这种内容", "scope": "all", "kind": "article"}
    assert texts(response, "//ul[@class='search-popular']/li") == ["政务动态"]


def test_results_with_some_of_the_words_only_are_said_to_be_that(county, column):
    make_article(column, "全县植树活动")
    response = ask(county, q="植树 防火 演练")
    assert texts(response, RESULTS) == ["全县植树活动"]
    assert "没有同时包含全部词语的内容，以下列出只包含其中一部分的内容" in text_of(response)


def test_how_many_have_all_of_the_words_is_said_where_others_follow(county, column):
    make_article(column, "全县植树活动")
    make_article(column, "全县植树和防火")
    response = ask(county, q="植树 防火")
    assert texts(response, RESULTS) == ["全县植树和防火", "全县植树活动"]
    assert "只有 1 条，以下也列出了只包含其中一部分的内容" in text_of(response)


def test_results_with_all_of_the_words_are_not(county, column):
    for number in range(3):
        make_article(column, f"植树防火{number}")
    assert "只包含其中一部分" not in text_of(ask(county, q="植树 防火"))


def test_a_question_that_is_too_long_is_cut_and_says_so(county, column):
    response = ask(county, q="长" * 5000)
    assert "只按前 120 个字查找" in text_of(response)
    assert response.context["query"] == "长" * 120


def test_too_many_words_are_named(county, column):
    assert "没有按这些词查找：辛、壬、癸" in text_of(ask(county, q="甲 乙 丙 丁 戊 己 庚 子 辛 壬 癸"))


def test_more_than_are_counted_is_said(county, column, monkeypatch):
    from cms_core.search.fts import search

    monkeypatch.setattr(search, "COUNTED", 2)
    for number in range(4):
        make_article(column, f"植树{number}")
    assert texts(ask(county, q="植树"), "//p[@class='search-total']") == ["超过 2 条"]


def test_another_spelling_is_proposed_with_all_choices(county, column):
    for number in range(30):
        make_article(column, f"关于植树造林的通知{number}")
    learn((f"关于植树造林的通知{number}" for number in range(30)), vocabulary.path())
    response = ask(county, q="直树造林", scope="all")
    assert parameters_of(link(response, "植树造林")) == {"q": "植树造林", "scope": "all"}


def promote(county, **values):
    SearchPromotion.objects.create(home=county.home, words="植树", match=PromotionMatch.CONTAINS, **values)
    changed(county.home_id)


def test_what_editors_promote_stands_above_and_is_said_to_be_recommended(county, column):
    page = make_article(column, "义务植树报名", summary="现在报名")
    promote(county, page=page)
    response = ask(county, q="怎样植树")
    assert texts(response, "//section[@class='promoted']//h2") == ["推荐义务植树报名"]
    assert texts(response, "//section[@class='promoted']//p") == ["现在报名"]


def test_what_is_promoted_stands_on_the_first_page_only(county, column):
    for number in range(25):
        make_article(column, f"植树{number}")
    promote(county, url="/dongtai/", title="专题")
    assert texts(ask(county, q="植树"), "//section[@class='promoted']//h2") == ["推荐专题"]
    assert texts(ask(county, q="植树", page=2), "//section[@class='promoted']") == []


def test_synonyms_of_the_portal_are_looked_for_too(county, column):
    make_article(column, "住房公积金提取指南")
    group = SynonymGroup.objects.create(home=county.home)
    for order, word in enumerate(("房贷提取", "住房公积金")):
        SynonymWord.objects.create(group=group, home=county.home, text=word, folded=word, order=order)
    changed(county.home_id)
    assert texts(ask(county, q="房贷提取"), RESULTS) == ["住房公积金提取指南"]


@pytest.mark.parametrize("typed", ["-植树", "？！", "😀"])
def test_what_asks_for_nothing_is_told_so(county, column, typed):
    assert "没有要查找的词" in text_of(ask(county, q=typed))


def test_an_empty_box_is_not_scolded(county, column):
    assert "没有要查找的词" not in text_of(ask(county, q=" "))


def test_paper_says_what_was_asked_and_where(county, column):
    assert texts(ask(county, q="植树", scope="all"), "//h1") == ["搜索结果：植树（全省）"]


def test_who_changes_to_the_elder_version_keeps_the_search(county, column):
    address = tree_of(ask(county, q="植树 防火", kind="article")).xpath("//li[@class='elder-enter']/a/@href")[0]
    assert parameters_of(address)["elder"] == "1"
    assert parameters_of(parameters_of(address)["next"]) == {"q": "植树 防火", "kind": "article"}


def test_an_index_that_is_not_built_yet_says_so_whatever_it_finds(county, column):
    make_article(column, "植树")
    assert engine().lacking()
    for typed in ("植树", "防火"):
        assert "检索数据正在建立" in text_of(answer(county, q=typed))
    assert "暂时还查不到与“防火”相符的内容" in text_of(answer(county, q="防火"))
    rebuild()
    for typed in ("植树", "防火"):
        assert "正在建立" not in text_of(answer(county, q=typed))


def test_a_feed_of_an_index_that_is_not_built_yet_says_to_come_back(county, column):
    make_article(column, "植树")
    response = answer(county, "/search/feed.atom", 503, q="植树")
    assert response["Retry-After"]
    rebuild()
    assert "植树" in answer(county, "/search/feed.atom", q="植树").content.decode()


def test_an_index_of_a_former_analysis_says_that_it_is_renewed_where_little_is_found(county, column, monkeypatch):
    make_article(column, "植树")
    rebuild()
    monkeypatch.setattr("cms_core.search.fts.schema.fingerprint", lambda: "another")
    assert "正在重新整理" in text_of(answer(county, q="防火"))
