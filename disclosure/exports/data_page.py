"""/disclosure/data/: how archives, libraries and programs get the directory, and what its columns mean."""

from django.conf import settings

from disclosure.directory import counts
from disclosure.directory.public.list_page import downloads as files_of
from disclosure.directory.questions import Question
from disclosure.directory.scopes import WHOLE, Scope, whole_name, widest
from disclosure.directory.wrong import told
from disclosure.exports.columns import COLUMNS
from disclosure.exports.oai.answers import PATH as HARVEST
from disclosure.exports.oai.elements import ELEMENTS
from disclosure.exports.oai.formats import SCHEMA_PATH
from disclosure.exports.oai.harvest import SIZE
from disclosure.platform.frame import PATH as DIRECTORY
from sites.models import PortalLevel

TEMPLATE = "disclosure/data.html"
CATALOGUES = (("rdf", "RDF/XML"), ("ttl", "Turtle"), ("jsonld", "JSON-LD"))


def data_context(question: Question, query) -> dict:
    """`question` is that of the list from which somebody comes."""
    portal = question.scope.portal
    province = portal.level == PortalLevel.PROVINCE
    root = f"{portal.base_url}{HARVEST}"
    return {
        "said": told(query, question),
        "downloads": all_downloads(question),
        "directory_path": question.url(DIRECTORY),
        "parameters": parameters(portal, widest(Scope(portal)).whole),
        "harvest_url": root,
        "harvest_of": "全省各级政府及其部门" if province else f"{portal.name}及其部门、乡镇街道",
        "examples": [
            ("了解接口", f"{root}?verb=Identify"),
            ("查看有哪些集合", f"{root}?verb=ListSets"),
            ("第一次：取回全部记录", f"{root}?verb=ListRecords&metadataPrefix=zfxxgk"),
            ("以后：只取上次以来的变化", f"{root}?verb=ListRecords&metadataPrefix=zfxxgk&from=2026-01-01T00:00:00Z"),
            ("只取第二十条第（七）项", f"{root}?verb=ListRecords&metadataPrefix=oai_dc&set=item:7"),
        ],
        "page_size": SIZE,
        "per_minute": settings.PORTAL_HARVESTS_PER_MINUTE,
        "schema_url": SCHEMA_PATH,
        "elements": ELEMENTS,
        "catalogues": [(f"/disclosure/dcat.{form}", label) for form, label in CATALOGUES],
        "columns": COLUMNS,
        "dictionary_url": f"{DIRECTORY}dictionary.json",
        "licence": settings.PORTAL_OPEN_DATA_LICENCE,
        "contact": [one for one in (portal.contact_phone, portal.contact_email) if one],
    }


def all_downloads(question: Question) -> list[dict]:
    """What was chosen, the directory of the host, and that of all below it."""
    portal = question.scope.portal
    own, wide = Question(Scope(portal)), Question(widest(Scope(portal)))
    found = [downloads("本站", own)]
    if wide.scope.whole:
        found.append(downloads(whole_name(portal), wide))
    if question.is_filtered or question.scope.only:
        found.insert(0, downloads("当前选择", question))
    return found


def downloads(title: str, question: Question) -> dict:
    total = sum(one.bits.bit_count() for one in counts.found(question))
    return {"title": title, "total": total, "forms": files_of(question)}


def parameters(portal, has_whole: bool) -> list[tuple[str, str]]:
    rows = [
        ("body", "机构标识（数据中的 organisation_key），含其下属机构"),
        ("item", "《政府信息公开条例》第二十条的第几项，1 至 15"),
        ("theme", "主题分类，“一级”或“一级/二级”"),
        ("genre", "体裁分类，如 通知"),
        ("year", "发布年份，如 2015"),
        ("validity", "效力，取值见下面的数据字典"),
        ("q", "标题、文号或索引号中的词，用空格隔开；每个词都有的才算"),
        ("portal", "本站下的乡镇、街道等子站的标识；填本站自己的标识时，不含子站"),
    ]
    return [("scope", f"{WHOLE}：{whole_name(portal)}；不填：本站"), *rows] if has_whole else rows
