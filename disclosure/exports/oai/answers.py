"""What each of the six verbs answers, as XML."""

from collections.abc import Iterator

from disclosure.exports.oai import errors
from disclosure.exports.oai.facts import Facts
from disclosure.exports.oai.formats import FORMATS
from disclosure.exports.oai.harvest import Record, Slice, earliest, page_of, record_of
from disclosure.exports.oai.identifiers import identifier_of, namespace, page_in
from disclosure.exports.oai.moments import EPOCH, GRANULARITY, datestamp, written
from disclosure.exports.oai.requests import Asked
from disclosure.exports.oai.sets import set_rows, specs_of
from disclosure.exports.oai.tokens import WRONG, Token
from disclosure.exports.oai.xml import element

PATH = "/disclosure/oai"
SETS = "sets"
IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"


def identify(asked: Asked, slice_: Slice) -> str:
    portal, first = slice_.portal, earliest(slice_)
    email = portal.contact_email or f"webmaster@{namespace()}"
    told = [
        element("repositoryName", f"{portal.name}政府信息公开目录"),
        element("baseURL", base_url(portal)),
        element("protocolVersion", "2.0"),
        element("adminEmail", email),
        element("earliestDatestamp", datestamp(first) if first else written(EPOCH)),
        element("deletedRecord", "persistent"),
        element("granularity", GRANULARITY),
        element("compression", "gzip"),
        f'<description><oai-identifier xmlns="{IDENTIFIER}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="{IDENTIFIER} {IDENTIFIER}.xsd">{element("scheme", "oai")}'
        f"{element('repositoryIdentifier', namespace())}{element('delimiter', ':')}"
        f"{element('sampleIdentifier', identifier_of(1))}</oai-identifier></description>",
    ]
    return "".join(told)


def list_metadata_formats(asked: Asked, slice_: Slice) -> str:
    if "identifier" in asked.arguments:
        record = record_of(slice_, page_in(asked.get("identifier")))
        if record.row is None:
            raise errors.NoMetadataFormats("这条记录已经撤下，没有元数据。")
    root = slice_.portal.base_url
    return "".join(
        f"<metadataFormat>{element('metadataPrefix', one.prefix)}{element('schema', one.schema(root))}"
        f"{element('metadataNamespace', one.namespace)}</metadataFormat>"
        for one in FORMATS.values()
    )


def list_sets(asked: Asked, slice_: Slice) -> str:
    after = ""
    if token := asked.get("resumptionToken") or "resumptionToken" in asked.arguments:
        kind, _, after = str(token).partition(",")
        if kind != SETS or not (after.isascii() and after.isalnum() and len(after) < 256):
            raise errors.BadResumptionToken(WRONG)
    rows, following = set_rows(slice_.sites, after)
    if not rows:
        raise errors.BadResumptionToken(WRONG)
    told = "".join(f"<set>{element('setSpec', spec)}{element('setName', name)}</set>" for spec, name in rows)
    if following:
        told += element("resumptionToken", f"{SETS},{following}")
    elif after:
        told += "<resumptionToken/>"
    return told


def get_record(asked: Asked, slice_: Slice) -> str:
    form = format_of(asked.get("metadataPrefix"))
    record = record_of(slice_, page_in(asked.get("identifier")))
    return "".join(told_whole([record], form, slice_))


def list_identifiers(asked: Asked, slice_: Slice) -> str:
    return listed(asked, slice_, lambda records, form: headers(records, facts_of([], records)))


def list_records(asked: Asked, slice_: Slice) -> str:
    return listed(asked, slice_, lambda records, form: told_whole(records, form, slice_))


def listed(asked: Asked, slice_: Slice, told) -> str:
    if "resumptionToken" in asked.arguments:
        token = Token.parse(asked.get("resumptionToken"), asked.verb)
        if token.prefix not in FORMATS:
            raise errors.BadResumptionToken(WRONG)
    else:
        token = Token.first(asked)
    form = format_of(token.prefix)
    records, following = page_of(slice_, token)
    answer = "".join(told(records, form))
    if following:
        answer += element("resumptionToken", following, completeListSize=following.total, cursor=token.given)
    elif token.after:
        size = max(token.total, token.given + len(records))
        answer += element("resumptionToken", "", completeListSize=size, cursor=token.given)
    return answer


def format_of(prefix: str):
    if prefix not in FORMATS:
        raise errors.CannotDisseminateFormat(f"没有这种元数据格式；可以是：{'、'.join(FORMATS)}。")
    return FORMATS[prefix]


def facts_of(rows, records) -> Facts:
    return Facts(rows, [record.place for record in records])


def headers(records: list[Record], facts: Facts) -> Iterator[str]:
    sets = specs_of([record.place for record in records], facts.paths)
    for record in records:
        status = "" if record.row is not None else ' status="deleted"'
        told = element("identifier", identifier_of(record.page)) + element("datestamp", datestamp(record.moment))
        told += "".join(element("setSpec", spec) for spec in sets[record.page])
        yield f"<header{status}>{told}</header>\n"


def told_whole(records: list[Record], form, slice_: Slice) -> Iterator[str]:
    facts, root = facts_of([record.row for record in records if record.row], records), slice_.portal.base_url
    for record, header in zip(records, headers(records, facts), strict=True):
        told = f"<metadata>{form.record(record.row, facts, root)}</metadata>" if record.row else ""
        yield f"<record>{header}{told}</record>\n"


def base_url(portal) -> str:
    return f"{portal.base_url}{PATH}"


VERBS = {
    "Identify": identify,
    "ListMetadataFormats": list_metadata_formats,
    "ListSets": list_sets,
    "GetRecord": get_record,
    "ListIdentifiers": list_identifiers,
    "ListRecords": list_records,
}
