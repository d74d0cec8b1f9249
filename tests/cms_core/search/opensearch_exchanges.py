"""Plays the exchanges in `exchanges/` back on loopback, in their order, and refuses whatever differs from them."""

import json
import re
from contextlib import contextmanager
from pathlib import Path

from cms_core.search.opensearch.mapping import fingerprint
from tests.cms_core.search.opensearch_stand_in import Handler, serving

HERE = Path(__file__).with_name("exchanges")
WORKED_OUT = {"<crc>": "[0-9a-f]{8}", "<new>": "[0-9a-f]{12}"}


class Exchanges:
    """`wrong` says what was asked instead of what was expected; `new` is the name that the client gave an index."""

    def __init__(self, name: str, values: dict[str, str]):
        self.values = values
        self.waiting = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
        self.wrong: list = []
        self.new = "<new>"

    def answer(self, method: str, path: str, body: str):
        if not self.waiting:
            return self.refuse("nothing more", f"{method} {path}")
        exchange = self.waiting.pop(0)
        wanted, told = exchange["request"], exchange["answer"]
        if method != wanted["method"] or not self.is_path(wanted["path"], path):
            return self.refuse(f"{wanted['method']} {wanted['path']}", f"{method} {path}")
        sent = [json.loads(line) for line in body.split("\n")[:-1]] if "lines" in wanted else json.loads(body or "null")
        expected = self.filled(wanted.get("lines", wanted.get("body")))
        if not same(expected, sent):
            return self.refuse(expected, sent)
        return told["status"], self.filled(told["body"])

    def is_path(self, wanted: str, path: str) -> bool:
        pattern = re.escape(in_order(wanted))
        for mark, form in WORKED_OUT.items():
            pattern = pattern.replace(re.escape(mark), f"(?P<{mark[1:-1]}>{form})")
        found = re.fullmatch(pattern, in_order(path))
        if found and "new" in found.groupdict():
            self.new = found["new"]
        return bool(found)

    def filled(self, value):
        text = json.dumps(value, ensure_ascii=False)
        for mark, given in {"new": self.new, "fingerprint": fingerprint(), **self.values}.items():
            text = text.replace(f"<{mark}>", given)
        return json.loads(text)

    def refuse(self, expected, sent):
        self.wrong.append((expected, sent))
        return 400, {"error": {"type": "not_as_expected", "reason": ""}, "status": 400}


def in_order(path: str) -> str:
    """With the parameters sorted, for their order means nothing."""
    start, mark, parameters = path.partition("?")
    return start + mark + "&".join(sorted(parameters.split("&")))


def same(expected, sent) -> bool:
    if expected == "<any>":
        return True
    if isinstance(expected, dict) and isinstance(sent, dict):
        return expected.keys() == sent.keys() and all(same(expected[key], sent[key]) for key in expected)
    if isinstance(expected, list) and isinstance(sent, list):
        return len(expected) == len(sent) and all(map(same, expected, sent))
    return type(expected) is type(sent) and expected == sent


class Player(Handler):
    def handle_one(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.reply(*self.server.stand_in.answer(self.command, self.path, body))

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = handle_one


@contextmanager
def playing(name: str, **values: str):
    """The address of a server that plays the exchanges of this name; all must have been had at the end.

    `values` stand for <their names>.
    """
    exchanges = Exchanges(name, values)
    with serving(exchanges, Player) as address:
        yield address
    assert exchanges.wrong == []
    assert exchanges.waiting == []
