"""Pages that say other things than the first one: what is missing, wrong, written otherwise, or not to be public."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms_core.models import Attachment, DocumentPage
from migrations.actions.import_text import ImportText
from migrations.errors import ImportRefused
from tests.factories import make_column, make_organisation, make_portal

TODAY = datetime.date(2026, 1, 1)
BODY = "各乡镇人民政府：\n请认真贯彻执行。\n"


def run(portal, text, **options):
    return ImportText(text, portal, today=TODAY, **options).execute()


def imported(portal, text, **options):
    return DocumentPage.objects.get(pk=run(portal, text, **options).page)


@pytest.fixture
def county(bodies):
    from cms_core.models import Organisation

    portal = make_portal("tonglu", name="桐庐县人民政府", organisation=Organisation.objects.get(key="tonglu"))
    make_column(portal.home, "政策文件", slug="zhengce-wenjian", column_type="政策文件")
    return portal


def test_short_names_mean_the_portals_own_bodies(county):
    page = imported(county, f"发文机关：县财政局\n关于预算公开的通知\n{BODY}")
    assert page.issuer.name == "桐庐县财政局"
    page = imported(county, f"发文机关：县政府办公室\n关于值班的通知\n{BODY}")
    assert page.issuer.name == "桐庐县人民政府办公室"


def test_an_issuer_nobody_knows_is_kept_as_written_and_told(county):
    report = run(county, f"发布机构：县某某指挥部\n关于防汛的通知\n{BODY}")
    page = DocumentPage.objects.get(pk=report.page)
    assert (page.issuer, page.issuer_text) == (None, "县某某指挥部")
    assert any("机构名录中没有" in fact.note for fact in report.facts if fact.field == "issuer")


def test_several_issuers_are_issuer_and_joint_issuers(gazette, province):
    page = imported(province, f"发文机关：省财政厅、省教育厅\n成文日期：2020-01-02\n关于经费的通知\n{BODY}")
    assert page.issuer.name == "浙江省财政厅"
    assert [one.name for one in page.joint_issuers.all()] == ["浙江省教育厅"]
    assert page.issuer_text == "省财政厅、省教育厅"


def test_without_a_label_the_issuer_follows_from_the_document_number(gazette, province):
    page = imported(province, f"关于资金管理的通知\n浙财行〔2015〕3号\n{BODY}浙江省财政厅\n2015年4月1日\n")
    assert page.issuer.name == "浙江省财政厅"
    assert page.document_number == "浙财行〔2015〕3号"
    assert page.date_written == datetime.date(2015, 4, 1)
    assert "浙财行" not in str(page.body)


def test_without_a_day_of_publication_the_day_it_was_written_counts(county):
    page = imported(county, f"成文日期：2014年5月6日\n关于某事的通知\n{BODY}")
    assert timezone.localtime(page.published_at).date() == datetime.date(2014, 5, 6)
    assert page.live


def test_without_any_day_it_stays_a_draft_and_says_so(county):
    report = run(county, f"关于某事的通知\n{BODY}")
    page = DocumentPage.objects.get(pk=report.page)
    assert (page.live, page.published_at) == (False, None)
    assert "没有发布日期也没有成文日期" in report.notes[0]


@pytest.mark.parametrize(
    ("line", "validity", "repealed"),
    [
        ("废止时间：0000-00-00", "in_force", None),
        ("废止时间：", "in_force", None),
        ("废止时间：2020-05-01", "repealed", datetime.date(2020, 5, 1)),
        ("废止日期：2030-05-01", "in_force", datetime.date(2030, 5, 1)),
        ("有效性：失效", "expired", None),
        ("效力状态：现行有效", "in_force", None),
    ],
)
def test_validity_follows_from_what_the_page_says(county, line, validity, repealed):
    page = imported(county, f"{line}\n成文日期：2014-05-06\n关于某事的通知\n{BODY}")
    assert (page.validity, page.date_repealed) == (validity, repealed)


def test_the_day_it_takes_effect_is_found_in_the_text(county):
    text = f"成文日期：2014-05-06\n某某管理办法\n{BODY}本办法自2014年6月1日起施行。\n"
    assert imported(county, text).date_effective == datetime.date(2014, 6, 1)


@pytest.mark.parametrize("note", ["（此件主动公开）", "(此件公开发布)", "此件公开发布"])
def test_the_note_under_the_signature_says_how_it_is_disclosed(county, note):
    text = f"关于某事的通知\n{BODY}桐庐县人民政府办公室\n2014年5月6日\n{note}\n"
    page = imported(county, text)
    assert page.disclosure == "active"
    assert page.body[-1].value["note"].startswith("此件")


def test_what_is_only_on_request_is_never_published_with_its_text(county):
    report = run(county, f"成文日期：2014-05-06\n关于某事的通知\n{BODY}（此件依申请公开）\n")
    page = DocumentPage.objects.get(pk=report.page)
    assert (page.disclosure, page.live) == ("on_request", False)
    assert "依申请公开" in report.notes[0]


def test_a_label_without_a_field_of_ours_is_told_not_lost(county):
    report = run(county, f"统一编号：ATLD00-2014-0001\n成文日期：2014-05-06\n关于某事的通知\n{BODY}")
    ignored = [(fact.label, fact.raw) for fact in report.facts if fact.status == "ignored"]
    assert ignored == [("统一编号", "ATLD00-2014-0001")]


def test_a_theme_outside_the_dictionary_is_told_and_left_empty(county):
    report = run(county, f"主题分类：本县专用分类\n成文日期：2014-05-06\n关于某事的通知\n{BODY}")
    assert DocumentPage.objects.get(pk=report.page).theme == ""
    assert [fact.field for fact in report.facts if fact.status == "not_understood"] == ["theme"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "空的"),
        ("打印 关闭", "没有找到标题"),
        ("索引号：X/2015-1\n发布日期：2015-01-01\n", "没有找到标题"),
        ("关于某事的通知\n", "没有找到正文"),
        (f"发布日期：2099-01-01\n关于某事的通知\n{BODY}", "将来"),
        (f"发布日期：十五号\n关于某事的通知\n{BODY}", "看不懂"),
    ],
)
def test_what_is_no_document_is_refused_with_the_reason_and_nothing_is_written(county, text, reason):
    with pytest.raises(ImportRefused) as refused:
        run(county, text)
    assert reason in "\n".join([str(refused.value), *refused.value.errors])
    assert not DocumentPage.objects.exists()


def test_the_same_number_in_another_spelling_is_the_same_document(county):
    text = "发文字号：桐政办{}\n成文日期：2014-05-06\n关于某事的通知\n" + BODY
    run(county, text.format("〔2014〕5号"))
    assert run(county, text.format("[2014]５号")).outcome == "skipped"
    assert DocumentPage.objects.count() == 1


def test_another_portal_may_have_the_same_document(county, gazette, province):
    text = f"发文字号：浙政发〔2014〕5号\n成文日期：2014-05-06\n关于某事的通知\n{BODY}"
    assert run(county, text).outcome == run(province, text).outcome == "created"


def test_files_at_hand_are_attached_under_their_names(county, tmp_path):
    (tmp_path / "报名表.txt").write_text("姓名，电话", encoding="utf-8")
    text = f"成文日期：2014-05-06\n关于报名的通知\n{BODY}附件：报名表.txt\n名单.doc\n"
    report = run(county, text, files=tmp_path)
    page = DocumentPage.objects.get(pk=report.page)
    block = next(block for block in page.body if block.block_type == "attachments")
    assert [item["name"] for item in block.value["files"]] == ["报名表.txt"]
    assert Attachment.objects.get().collection == county.collection
    assert "附件：名单.doc" in str(page.body[-1].value)
    assert any("名单.doc" in note for note in report.notes)


def test_a_dry_run_leaves_no_file_behind(county, tmp_path, settings):
    (tmp_path / "报名表.txt").write_text("姓名，电话，单位", encoding="utf-8")
    text = f"成文日期：2014-05-06\n关于报名的通知\n{BODY}附件：报名表.txt\n"
    before = set(settings.ATTACHMENT_ROOT.rglob("*.txt"))
    assert run(county, text, files=tmp_path, dry_run=True).outcome == "created"
    assert set(settings.ATTACHMENT_ROOT.rglob("*.txt")) == before
    run(county, text, files=tmp_path)
    assert len(set(settings.ATTACHMENT_ROOT.rglob("*.txt")) - before) == 1


def test_a_file_name_never_leads_out_of_its_directory(county, tmp_path):
    (tmp_path / "secret.txt").write_text("秘密", encoding="utf-8")
    (tmp_path / "files").mkdir()
    run(county, f"成文日期：2014-05-06\n关于报名的通知\n{BODY}附件：../secret.txt\n", files=tmp_path / "files")
    assert not Attachment.objects.exists()


def test_markup_in_a_pasted_page_is_only_text(county):
    page = imported(county, f"成文日期：2014-05-06\n关于某事的通知\n{BODY}<script>alert(1)</script> & 其他\n")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; 其他" in page.body[0].value.source


def test_a_page_in_gb18030_is_read(county, tmp_path):
    path = tmp_path / "page.txt"
    path.write_bytes(f"成文日期：2014-05-06\n关于朱镕基同志讲话的通知\n{BODY}".encode("gb18030"))
    call_command("import_text", path, "--portal", "tonglu")
    assert DocumentPage.objects.get().title == "关于朱镕基同志讲话的通知"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--portal", "nowhere"), "没有标识为“nowhere”的门户"),
        (("--portal", "tonglu", "--column", "没有的栏目"), "没有栏目“没有的栏目”"),
    ],
)
def test_an_unknown_portal_or_column_is_said(county, tmp_path, arguments, message):
    path = tmp_path / "page.txt"
    path.write_text(f"成文日期：2014-05-06\n关于某事的通知\n{BODY}", encoding="utf-8")
    with pytest.raises(CommandError, match=message):
        call_command("import_text", path, *arguments)


def test_a_column_is_named_by_path_by_slug_or_by_number(gazette, province):
    for number, name in enumerate(
        ("政务公开/政策文件", "zhengwu-gongkai/zhengce-wenjian", "政策文件", str(gazette.pk))
    ):
        report = run(province, f"成文日期：2014-05-0{number + 1}\n关于第{number}件事的通知\n{BODY}", column=name)
        assert report.column == ("政府公报" if name.isdigit() else "政策文件")


def test_a_number_of_todays_form_moves_the_issuers_counter(county):
    from cms_core.numbers.serials import next_index_number
    from cms_core.organisations.codes import organisation_check_digit

    code = "12345678" + organisation_check_digit("12345678")
    make_organisation("桐庐县测试局", organisation_code=code)
    run(county, f"索引号：{code}/2014-00041\n发文机关：桐庐县测试局\n成文日期：2014-05-06\n关于某事的通知\n{BODY}")
    issuer = DocumentPage.objects.get().issuer
    assert next_index_number(issuer, 2014) == f"{code}/2014-00042"
