"""Whatever editors do to a text, its citations say the same as the text, in the same transaction."""

import pytest
from django.core.management import call_command
from wagtail.models import Page, PageViewRestriction

from cms_core.citations.rebuild import rebuild, verify
from cms_core.citations.unread import catch_up
from cms_core.models import ArticlePage, Citation, DocumentPage, UnreadText
from cms_core.tree.bulk import write_pages
from cms_core.tree.specs import PageSpec
from tests.cms_core.citations.texts import OLD, OLD_NUMBER, body, cited, citing
from tests.factories import make_column, make_portal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_differs_afterwards(db):
    yield
    report = verify()
    assert report.differences == 0, report.as_dict()


@pytest.fixture
def portal():
    return make_portal()


@pytest.fixture
def column(portal):
    return make_column(portal.home)


def fresh(page):
    return Page.objects.get(pk=page.pk)


def targets():
    return set(Citation.objects.values_list("target", flat=True))


def test_publishing_a_text_writes_what_it_cites(column):
    target = cited(column)
    article = citing(column)
    row = Citation.objects.get()
    assert (row.source_id, row.target_id, row.kind) == (article.pk, target.pk, "basis")
    assert (row.document_number, row.title) == (OLD_NUMBER, OLD)
    assert row.sentence.startswith("根据")


def test_a_draft_cites_nothing(column):
    citing(column, live=False)
    assert not Citation.objects.exists()


def test_of_two_documents_of_one_name_that_the_public_may_see_is_meant(column):
    first, second = cited(column), cited(make_column(make_portal("jiande").home))
    citing(column)
    assert targets() == {first.pk}
    restriction = PageViewRestriction.objects.create(page=first, restriction_type=PageViewRestriction.LOGIN)
    assert targets() == {second.pk}
    restriction.delete()
    assert targets() == {first.pk}


def test_a_citation_waits_until_its_document_arrives(column):
    citing(column)
    assert targets() == {None}
    target = cited(column)
    assert targets() == {target.pk}


def test_a_withdrawn_document_leaves_its_citations_waiting(column):
    target = cited(column)
    citing(column)
    target.unpublish()
    assert targets() == {None}
    target.save_revision().publish()
    assert targets() == {target.pk}


def test_a_withdrawn_text_cites_nothing_any_more(column):
    cited(column)
    citing(column).unpublish()
    assert not Citation.objects.exists()


def test_a_deleted_document_leaves_its_citations_waiting(column):
    target = cited(column)
    citing(column)
    fresh(target).delete()
    assert targets() == {None}


def test_a_deleted_column_with_all_below_leaves_nothing_behind(portal, column):
    citing(column)
    other = make_column(portal.home)
    cited(other)
    fresh(other).delete()
    assert targets() == {None}
    fresh(column).delete()
    assert not Citation.objects.exists()


def test_a_new_title_or_number_is_followed(column):
    target = cited(column, title="另一个办法", number="桐政发〔2011〕2号")
    citing(column)
    assert targets() == {None}
    target.document_number = OLD_NUMBER
    target.save_revision().publish()
    assert targets() == {target.pk}


def test_an_edited_text_keeps_the_rows_of_what_it_still_cites(column):
    cited(column)
    article = citing(column)
    first = Citation.objects.get().pk
    article.body = body("按照浙政发〔2001〕3号文件。", f"根据《{OLD}》（{OLD_NUMBER}），制定本办法。")
    article.save_revision().publish()
    rows = list(Citation.objects.order_by("order"))
    assert [row.number_key for row in rows] == ["浙政发〔2001〕3号", OLD_NUMBER]
    assert rows[1].pk == first


def test_publishing_the_same_text_again_writes_no_row(column, django_assert_max_num_queries):
    cited(column)
    article = citing(column)
    before = list(Citation.objects.values_list())
    article.save_revision().publish()
    assert list(Citation.objects.values_list()) == before


def test_a_text_never_cites_itself(column):
    target = cited(column, body=body(f"《{OLD}》（{OLD_NUMBER}）已经通过。"))
    assert target.pk not in targets()


def test_two_documents_may_cite_each_other(column):
    first = cited(column, body=body("依照浙政发〔2001〕3号文件办理。"))
    second = cited(column, "另一件", "浙政发〔2001〕3号", body=body(f"按照{OLD_NUMBER}文件办理。"))
    assert targets() == {first.pk, second.pk}


def test_an_alias_is_its_source_and_is_not_counted_twice(portal, column):
    cited(column)
    article = citing(column)
    article.create_alias(parent=make_column(portal.home), update_slug="alias")
    assert set(Citation.objects.values_list("source", flat=True)) == {article.pk}


def test_what_is_written_in_bulk_is_read_a_little_later(column):
    pages = [
        DocumentPage(title=OLD, document_number=OLD_NUMBER),
        ArticlePage(title="引用", body=body(f"按照{OLD_NUMBER}。")),
    ]
    written = write_pages(column, [PageSpec(page) for page in pages])
    assert not Citation.objects.exists()
    assert catch_up() == 2
    assert targets() == {written[0].pk}
    assert catch_up() == 0


def test_catching_up_stops_when_its_time_is_over_and_goes_on_later(column):
    write_pages(column, [PageSpec(ArticlePage(title="引用", body=body(f"按照{OLD_NUMBER}。")))])
    assert catch_up(seconds=0) == 0
    assert UnreadText.objects.count() == 1
    call_command("sync_citations", json=True)
    assert Citation.objects.count() == 1


def test_rebuilding_writes_what_is_missing(column):
    cited(column)
    citing(column)
    Citation.objects.all().delete()
    assert verify().differences == 1
    assert rebuild() == 1
    assert rebuild() == 0


def test_verifying_says_so_with_its_exit_code(column, capsys):
    citing(column)
    Citation.objects.all().delete()
    with pytest.raises(SystemExit):
        call_command("verify_citations", json=True)
    call_command("rebuild_citations", json=True)
    call_command("verify_citations", json=True)


def test_publishing_a_text_with_hundreds_of_citations_costs_a_bounded_number_of_queries(
    column, django_assert_max_num_queries
):
    text = "".join(f"按照浙政发〔2001〕{number}号文件办理。" for number in range(1, 1001))
    article = citing(column, text)
    assert Citation.objects.count() == 1000
    one = citing(column, title="另一篇")
    revision = one.save_revision()
    article.title = "改了标题"
    many = article.save_revision()
    with django_assert_max_num_queries(80):
        revision.publish()
    with django_assert_max_num_queries(80):
        many.publish()


def test_a_document_cited_by_very_many_arrives_and_leaves_in_a_bounded_number_of_queries(
    column, django_assert_max_num_queries
):
    pages = [ArticlePage(title=f"引用{number}", body=body(f"按照{OLD_NUMBER}。")) for number in range(300)]
    write_pages(column, [PageSpec(page) for page in pages])
    catch_up()
    target = cited(column, live=False)
    revision = target.save_revision()
    with django_assert_max_num_queries(80):
        revision.publish()
    assert Citation.objects.filter(target=target.pk).count() == 300
    with django_assert_max_num_queries(80):
        fresh(target).specific.unpublish()
    assert targets() == {None}
