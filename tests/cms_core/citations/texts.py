"""Portals, documents and bodies for the tests of citations."""

import datetime

from tests.factories import make_article, make_document

OLD = "桐庐县会议管理办法"
OLD_NUMBER = "桐政发〔2010〕1号"


def body(*paragraphs):
    """A stored body of running text."""
    return [{"type": "text", "value": "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)}]


def cited(column, title=OLD, number=OLD_NUMBER, written=datetime.date(2010, 1, 1), **fields):
    """A document that others cite."""
    return make_document(column, title, document_number=number, date_written=written, **fields)


def citing(column, text=f"根据《{OLD}》（{OLD_NUMBER}），制定本办法。", title="关于会议费的通知", **fields):
    return make_article(column, title, body=body(text), **fields)


def repealing(column, day="2020年1月1日", title="桐庐县会议和培训管理办法", **fields):
    text = f"本办法自{day}起施行，《{OLD}》（{OLD_NUMBER}）同时废止。"
    fields.setdefault("date_written", datetime.date(2019, 12, 1))
    return make_document(column, title, body=body(text), **{"document_number": "桐政发〔2019〕9号", **fields})
