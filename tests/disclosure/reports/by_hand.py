"""Tables three and four counted another way than the platform does: from the events alone, one after the other.

Neither the rows of applications nor their fold is read, except for who applied.
"""

import tomllib
from collections import defaultdict
from pathlib import Path

import disclosure.applications
from disclosure.models import ApplicationEvent

FILE = Path(disclosure.applications.__file__).with_name("outcomes.toml")
ROW_OF = {
    reply["code"]: row["code"] for row in tomllib.loads(FILE.read_text("utf-8"))["rows"] for reply in row["replies"]
}
LEFT = {"returned", "merged"}
LAPSED = {"correction_lapsed": "3.6.1", "fee_lapsed": "3.6.2"}


def count_by_hand(organisations, year: int) -> tuple[dict, dict]:
    """({row: {column: n}}, {kind: {result: n}}), zeros left out."""
    three = defaultdict(lambda: defaultdict(int))
    four = defaultdict(lambda: defaultdict(int))
    for kind, events in applications():
        if events[0]["data"]["organisation"] not in organisations:
            continue
        received = next((e["data"]["received_on"] for e in events if e["kind"] == "registered"), None)
        if received is None or any(e["kind"] in LEFT for e in events) or int(received[:4]) > year:
            continue
        closed, row = None, None
        for event in events:
            name = event["kind"]
            if name in LAPSED or name in {"replied", "withdrawn"}:
                closed = event["on"].year
                row = LAPSED.get(name) or ("3.6.3" if name == "withdrawn" else ROW_OF[event["data"]["reply"]])
            elif name == "revised":
                row = ROW_OF[event["data"]["reply"]]
        if closed is None or closed >= year:
            rows = ["1" if int(received[:4]) == year else "2"]
            rows += [row, "3.7"] if closed == year else ["4"]
            for one in rows:
                three[one][kind] += 1
                three[one]["total"] += 1
        for filed in (e for e in events if e["kind"] == "review_filed"):
            decided = next((e for e in events if e["kind"] == "review_decided"), None)
            if filed["on"].year > year or (decided and decided["on"].year < year):
                continue
            result = decided["data"]["result"] if decided and decided["on"].year == year else "pending"
            four[filed["data"]["kind"]][result] += 1
            four[filed["data"]["kind"]]["total"] += 1
    return three, four


def applications():
    names = ("application", "application__applicant_kind", "kind", "on", "data")
    found = defaultdict(list)
    kinds = {}
    for event in ApplicationEvent.objects.order_by("application", "number").values(*names):
        found[event["application"]].append(event)
        kinds[event["application"]] = event["application__applicant_kind"]
    for pk, events in found.items():
        yield kinds[pk], events
