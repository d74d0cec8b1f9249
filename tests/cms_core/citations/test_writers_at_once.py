"""Two transactions that do not see each other's work yet: a citation and its document, an editor and a reader.

PostgreSQL only: SQLite has one writer at a time.
"""

import threading

import pytest
from django.db import connection, transaction

from cms_core.citations.deciding import AcceptProposal
from cms_core.citations.rebuild import verify
from cms_core.citations.unread import catch_up, mark
from cms_core.models import Citation, DocumentPage, ValidityProposal
from tests.cms_core.citations.texts import body, cited, citing, repealing
from tests.factories import make_column, make_editor, make_portal

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("not __import__('django').db.connection.features.has_select_for_update", reason="one writer"),
]
PATIENCE = 30


@pytest.fixture
def portal():
    return make_portal()


@pytest.fixture
def column(portal):
    return make_column(portal.home)


def meanwhile(act):
    """Runs `act` in a thread with a connection of its own."""

    def run():
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


class Uncommitted:
    """`act` in a transaction that is held open in a thread until `commit`."""

    def __init__(self, act):
        self.done, self.go = threading.Event(), threading.Event()
        self.thread = meanwhile(lambda: self.hold(act))
        assert self.done.wait(PATIENCE)

    @transaction.atomic
    def hold(self, act):
        try:
            act()
        finally:
            self.done.set()
        assert self.go.wait(PATIENCE)

    def commit(self):
        self.go.set()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()


@pytest.mark.parametrize("first", [cited, citing])
def test_a_document_and_its_citation_published_at_the_same_moment_find_each_other(portal, first):
    columns = {cited: make_column(portal.home), citing: make_column(portal.home)}
    second = citing if first is cited else cited
    held = Uncommitted(lambda: first(columns[first]))
    second(columns[second])
    held.commit()
    assert Citation.objects.get().target_id
    assert verify().differences == 0


def test_a_text_published_while_it_is_read_in_bulk_keeps_its_new_citations(column):
    article = citing(column)
    mark([article.pk])

    def publish():
        article.body = body("按照浙政发〔2001〕1号文件。")
        article.save_revision().publish()

    held = Uncommitted(publish)
    reader = meanwhile(catch_up)
    reader.join(1)
    assert reader.is_alive()
    held.commit()
    reader.join(PATIENCE)
    assert [row.document_number for row in Citation.objects.all()] == ["浙政发〔2001〕1号"]
    assert verify().differences == 0


def test_a_source_withdrawn_while_its_proposal_is_accepted_leaves_what_was_accepted(portal, column):
    target, source = cited(column), repealing(make_column(portal.home))
    editor = make_editor(portal)
    held = Uncommitted(lambda: AcceptProposal(ValidityProposal.objects.get(), editor).execute())
    other = meanwhile(lambda: source.unpublish())
    other.join(1)
    held.commit()
    other.join(PATIENCE)
    assert DocumentPage.objects.get(pk=target.pk).validity == "repealed"
    assert ValidityProposal.objects.get().state == "accepted"
