"""Sending at bad moments: killed, clicked twice at once, a full disk, no keys; one whole application or none."""

import io
import itertools
import multiprocessing
import os
import resource
import signal
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, connections

from disclosure.applications.public import staging
from disclosure.applications.replay import all_differences
from disclosure.models import Application, ApplicationEvent, ApplicationFile
from disclosure.sealing import keys
from tests.at_once import twice
from tests.disclosure.applications.public.applying import (
    PERSON,
    RECEIPT,
    apply,
    carried,
    code_on,
    faults_on,
    filled,
    make_body,
    reader,
    tree,
)

pytestmark = pytest.mark.django_db(transaction=True)
PROCESSES = multiprocessing.get_context("fork")
PATIENCE = 120
PAPERS = 2
NOTHING, ONE = [0, 0, 0], [1, 1 + PAPERS, PAPERS]


@pytest.fixture
def portal(settings, tmp_path):
    settings.DISCLOSURE_ROOT = tmp_path
    keys.forget()  # the row of the current key went with the last test
    return make_body()


@pytest.fixture
def client(portal):
    return reader(portal)


@pytest.fixture
def sent(portal, client):
    """A form that was reviewed, with its papers waiting."""
    return carried(client.post(PERSON, filled(portal) | papers()))


def papers(number=PAPERS, size=100_000) -> dict:
    files = [io.BytesIO(b"%d" % place * size) for place in range(number)]
    for place, file in enumerate(files):
        file.name = f"{place}.txt"
    return {"attachment": files}


def rows() -> list[int]:
    return [model.objects.count() for model in (Application, ApplicationEvent, ApplicationFile)]


def waiting() -> int:
    return len(list(staging.directory().glob("*")))


def test_the_same_form_sent_twice_at_once_is_one_application_with_its_papers(portal, client, sent):
    other = reader(portal)
    other.cookies = client.cookies
    clients = iter([client, other])
    answers = twice(lambda: next(clients).post(PERSON, sent))
    assert [getattr(answer, "status_code", answer) for answer in answers] == [303, 303]
    assert rows() == ONE and list(all_differences()) == [] and not waiting()
    assert code_on(client.get(RECEIPT)) == code_on(other.get(RECEIPT))


def test_a_second_click_after_the_first_took_the_papers_along_shows_the_receipt(client, sent):
    assert client.post(PERSON, sent).status_code == 303
    first = code_on(client.get(RECEIPT))
    assert client.post(PERSON, sent).status_code == 303
    page = client.get(RECEIPT)
    assert code_on(page) == first and "没有提交" not in page.content.decode()
    assert rows() == ONE


def in_a_process(work) -> int:
    connections.close_all()
    process = PROCESSES.Process(target=work)
    process.start()
    process.join(PATIENCE)
    return process.exitcode


def killed_at(moment: int, work):
    """`work`, killed before its `moment`th statement."""
    seen = itertools.count(1)

    def count(execute, *arguments):
        if next(seen) == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*arguments)

    def run():
        with connection.execute_wrapper(count):
            work()

    return run


def test_killed_at_any_statement_nothing_of_it_is_there_and_it_is_sent_again(client, sent):
    for moment in itertools.count(3, 4):
        code = in_a_process(killed_at(moment, lambda: client.post(PERSON, sent)))
        if code == 0:
            break
        assert (code, rows(), waiting()) == (-signal.SIGKILL, NOTHING, PAPERS)
    assert moment > 20 and rows() == ONE
    assert client.post(PERSON, sent).status_code == 303
    assert rows() == ONE and list(all_differences()) == []


def test_killed_after_it_was_kept_the_receipt_is_had_by_sending_again(client, sent, monkeypatch):
    def work():
        monkeypatch.setattr(Path, "unlink", lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
        client.post(PERSON, sent)

    assert in_a_process(work) == -signal.SIGKILL
    assert rows() == ONE and waiting() == PAPERS
    assert client.post(PERSON, sent).status_code == 303
    number, _ = code_on(client.get(RECEIPT))
    assert number == Application.objects.get().number and rows() == ONE


@contextmanager
def no_room(size=40_000):
    """No file of this process may grow beyond: as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_on_a_full_disk_nothing_half_is_kept_and_the_page_can_be_sent_again(client, sent, tmp_path):
    with no_room():
        answer = client.post(PERSON, sent)
    assert answer.status_code == 503 and rows() == NOTHING
    assert "系统暂时不能保存" in tree(answer).xpath("//*[@role='alert']")[0].text_content()
    assert not list(tmp_path.glob("??/*")) and waiting() == PAPERS
    assert client.post(PERSON, carried(answer)).status_code == 303
    assert rows() == ONE


def test_an_upload_that_finds_no_room_is_said_and_the_rest_of_the_form_is_kept(portal, client):
    keys.current(keys.SEAL)  # noted while there is room: it is the file that must not fit, not this row
    with no_room():
        answer = client.post(PERSON, filled(portal, remark="留着") | papers(1, 3_000_000))
    assert answer.status_code == 422 and "系统暂时不能保存文件" in faults_on(answer)["files"]
    assert tree(answer).xpath("//textarea[@id='remark']")[0].text.strip() == "留着"
    assert not waiting()
    assert apply(portal, client)[2].status_code == 303


def test_where_there_is_no_place_for_uploads_it_is_said(portal, client, tmp_path):
    (tmp_path / "staged").write_text("in the way")
    answer = client.post(PERSON, filled(portal) | papers(1))
    assert "系统暂时不能保存文件" in faults_on(answer)["files"]


def test_without_the_keys_it_is_said_that_nothing_was_sent(portal, client, sent, settings, tmp_path):
    settings.PORTAL_SEAL_KEYS = tmp_path / "nowhere"
    keys.forget()
    answer = client.post(PERSON, sent)
    keys.forget()
    assert answer.status_code == 500 and "没有提交成功" in answer.content.decode()
    assert rows() == NOTHING


def test_papers_of_a_forged_form_do_not_wait(portal, client):
    client.handler.enforce_csrf_checks = True
    assert client.post(PERSON, filled(portal) | papers()).status_code == 403
    assert not waiting()


def test_who_has_sent_too_much_has_nothing_written(portal, client, settings):
    settings.PORTAL_APPLICATION_FORMS_PER_HOUR = 1
    client.post(PERSON, filled(portal))
    answer = client.post(PERSON, filled(portal, remark="留着") | papers())
    assert answer.status_code == 429 and not waiting()
    assert "短时间内提交了很多次" in faults_on(answer)["files"]
    assert tree(answer).xpath("//textarea[@id='remark']")[0].text.strip() == "留着"
