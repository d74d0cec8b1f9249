"""An independent harvester (sickle) against a live server, while editors go on working."""

import pytest
from django.db import transaction
from lxml import etree
from sickle import Sickle
from sickle.oaiexceptions import NoRecordsMatch

from disclosure.directory import settling
from disclosure.exports.oai import harvest
from disclosure.models import DirectoryEntry
from tests.disclosure.exports.harvesting import structure
from tests.disclosure.exports.province import make_province
from tests.factories import make_article, make_document

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def province():
    return make_province()


def harvester(server, portal) -> Sickle:
    return Sickle(f"{server.url}/disclosure/oai", headers={"Host": portal.site.hostname}, timeout=20)


def number(header) -> int:
    return int(header.identifier.rpartition(":")[2])


def test_it_harvests_everything_with_resumption_while_entries_change(province, live_server, monkeypatch):
    monkeypatch.setattr(harvest, "SIZE", 4)
    pages = [make_document(province.column, f"第{number}件", keywords="预算") for number in range(14)]
    sickle, told = harvester(live_server, province.county), {}
    for place, record in enumerate(sickle.ListRecords(metadataPrefix="oai_dc")):
        told[number(record.header)] = not record.header.deleted
        if place == 2:
            pages[13].unpublish()
            pages[0].title = "改了标题"
            pages[0].save_revision().publish()
        if place == 6:
            pages.append(make_article(province.column, "途中发布的"))
    listed = set(DirectoryEntry.objects.filter(listed=True).values_list("pk", flat=True))
    assert {page for page, there in told.items() if there} == listed
    assert told[pages[13].pk] is False


def test_it_understands_what_the_repository_says_of_itself(province, live_server):
    page = make_document(province.column, "预算公告", keywords="预算")
    sickle = harvester(live_server, province.county)
    identity = sickle.Identify()
    assert (identity.protocolVersion, identity.deletedRecord) == ("2.0", "persistent")
    assert {one.metadataPrefix for one in sickle.ListMetadataFormats()} == {"oai_dc", "zfxxgk"}
    assert {"item:7", f"body:{province.county.organisation.key}"} <= {one.setSpec for one in sickle.ListSets()}
    record = sickle.GetRecord(identifier=f"oai:portal.localhost:{page.pk}", metadataPrefix="oai_dc")
    assert record.metadata["title"] == ["预算公告"]
    structure().assertValid(etree.fromstring(sickle.harvest(verb="Identify").raw.encode()))
    with pytest.raises(NoRecordsMatch):
        sickle.ListIdentifiers(metadataPrefix="oai_dc", set="item:3")


def test_what_a_long_transaction_writes_is_dated_when_it_ends(province, monkeypatch):
    monkeypatch.setattr(settling, "LONG", 0)
    with transaction.atomic():
        page = make_article(province.column, "导入的")
        written = DirectoryEntry.objects.get(pk=page.pk).changed_at
    assert DirectoryEntry.objects.get(pk=page.pk).changed_at > written
