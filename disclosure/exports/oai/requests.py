"""What a harvester asks: a verb and its arguments, checked as section 3 and 4 of the protocol say."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from disclosure.exports.oai.errors import BadArgument, BadResumptionToken, BadVerb
from disclosure.exports.oai.moments import bound

# Verb: required, optional and exclusive arguments.
LISTING = (("metadataPrefix",), ("from", "until", "set"), "resumptionToken")
VERBS = {
    "Identify": ((), (), ""),
    "ListMetadataFormats": ((), ("identifier",), ""),
    "ListSets": ((), (), "resumptionToken"),
    "GetRecord": (("identifier", "metadataPrefix"), (), ""),
    "ListIdentifiers": LISTING,
    "ListRecords": LISTING,
}
FORM_TYPE = "application/x-www-form-urlencoded"
LONGEST = 1000
PREFIX = re.compile(r"[A-Za-z0-9\-_.!~*'()]+", re.ASCII)
SET = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*", re.ASCII)
CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Asked:
    verb: str
    arguments: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        return self.arguments.get(name, "")

    @property
    def start(self) -> datetime | None:
        return bound("from", self.get("from"))

    @property
    def end(self) -> datetime | None:
        return bound("until", self.get("until"))


def asked_of(request) -> Asked:
    """Raises BadVerb, BadArgument, and BadResumptionToken for one that cannot be read at all."""
    given = request.GET
    if request.method == "POST":
        given = request.POST if request.content_type == FORM_TYPE else {}
    verbs = given.getlist("verb") if given else []
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise BadVerb(f"verb 必须有且只有一个，可以是：{'、'.join(VERBS)}。")
    arguments = {}
    for name in given:
        values = given.getlist(name)
        if name == "verb":
            continue
        if len(values) > 1:
            raise BadArgument(f"参数 {plain(name)} 只能写一次。")
        if len(values[0]) > LONGEST or CONTROL.search(values[0]):
            if name == "resumptionToken":
                raise BadResumptionToken("resumptionToken 无效：请原样使用上一次回答中的 resumptionToken。")
            raise BadArgument(f"参数 {plain(name)} 太长，或者有控制字符。")
        arguments[name] = values[0]
    asked = Asked(verbs[0], arguments)
    check(asked)
    return asked


def plain(name: str) -> str:
    return CONTROL.sub("", name[:40])


def check(asked: Asked) -> None:
    required, optional, exclusive = VERBS[asked.verb]
    for name in asked.arguments:
        if name not in (*required, *optional, exclusive):
            raise BadArgument(f"{asked.verb} 没有参数 {plain(name)}。")
    if exclusive and exclusive in asked.arguments:
        if len(asked.arguments) > 1:
            raise BadArgument(f"{exclusive} 不能和其他参数同用。")
        return
    for name in required:
        if not asked.get(name):
            raise BadArgument(f"{asked.verb} 必须有参数 {name}。")
    for name, form in (("metadataPrefix", PREFIX), ("set", SET)):
        if name in asked.arguments and not form.fullmatch(asked.get(name)):
            raise BadArgument(f"{name} 的写法不对。")
    for name in ("from", "until"):
        if asked.arguments.get(name) == "":
            raise BadArgument(f"{name} 不能为空。")
    start, end = asked.start, asked.end
    if start and end:
        if len(asked.get("from")) != len(asked.get("until")):
            raise BadArgument("from 和 until 的精度必须相同：都到日，或者都到秒。")
        if start > end:
            raise BadArgument("from 不能晚于 until。")
