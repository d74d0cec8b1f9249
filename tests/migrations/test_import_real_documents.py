"""Real documents: 30 of the State Council, 410 regulations of Zhejiang."""

import datetime
import json

from django.core.management import call_command
from django.utils import timezone

from cms_core.models import DocumentPage, Entry


def run(capsys, *arguments):
    call_command("import_documents", *map(str, arguments), "--portal", "zj", "--json")
    return json.loads(capsys.readouterr().out)


def test_the_state_councils_documents_come_in_with_all_their_fields(shared, gazette, capsys):
    source = shared / "policies/state_council_30.jsonl"
    report = run(capsys, source, "--preset", "state_council", "--column", "政务公开/政策文件")
    assert (report["created"], report["errors"], report["column"]) == (30, [], "政策文件")
    records = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    for record in records:
        page = DocumentPage.objects.get(title=record["title"])
        assert page.live
        assert page.index_number == record["index_number"]
        assert page.theme == record["theme"].replace("\\", "/")
        assert page.issuer_text == record["issuing_body"]
        assert page.date_written.isoformat() == record["written_date"]
        assert page.document_number == record["doc_number"]
        assert timezone.localtime(page.published_at).date().isoformat() == record["pub_date"]
        assert page.body
    assert Entry.objects.count() == 30


def test_a_second_run_skips_what_is_there(shared, gazette, capsys):
    arguments = (shared / "policies/state_council_30.jsonl", "--preset", "state_council")
    run(capsys, *arguments)
    again = run(capsys, *arguments)
    assert (again["created"], len(again["skipped"])) == (0, 30)
    unchanged = run(capsys, *arguments, "--update")
    assert (unchanged["created"], unchanged["updated"], unchanged["unchanged"]) == (0, 0, 30)
    assert DocumentPage.objects.count() == 30


def test_regulations_take_dates_and_validity_from_their_history(shared, gazette, capsys):
    report = run(capsys, shared / "laws/zhejiang_regulations.jsonl", "--preset", "regulations")
    assert (report["created"] + len(report["skipped"]), report["errors"]) == (410, [])
    page = DocumentPage.objects.get(title="宁波市停车场规划建设和管理条例")
    assert page.date_written == datetime.date(2001, 7, 26)
    assert page.date_effective == datetime.date(2012, 1, 1)
    assert timezone.localtime(page.published_at).date() == datetime.date(2011, 10, 13)
    assert page.validity == "amended"
    assert page.validity_basis.startswith("2011-08-31")
    assert page.issuer_text == "宁波市人民代表大会常务委员会"
    assert page.genre == "法规"
    fresh = DocumentPage.objects.get(title="中国（浙江）自由贸易试验区条例")
    assert (fresh.validity, fresh.date_effective) == ("in_force", datetime.date(2018, 1, 1))
    headings = [block.value["text"] for block in fresh.body if block.block_type == "heading"]
    assert headings[0] == "第一章 总则"
