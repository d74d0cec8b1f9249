"""/disclosure/data/: how archives, libraries and programs get the directory, and what its columns mean."""

from django.conf import settings

from disclosure.directory import counts
from disclosure.directory.questions import Question
from disclosure.directory.scopes import WHOLE
from disclosure.exports.columns import COLUMNS
from disclosure.exports.oai.answers import PATH as HARVEST
from disclosure.exports.oai.elements import ELEMENTS
from disclosure.exports.oai.formats import SCHEMA_PATH
from disclosure.exports.oai.harvest import SIZE
from disclosure.platform.frame import PATH as DIRECTORY
from sites.models import PortalLevel

TEMPLATE = "disclosure/data.html"
PATH = "/disclosure/data/"
FORMS = (("csv", "CSV"), ("xlsx", "XLSX（Excel）"), ("json", "JSON"))
CATALOGUES = (("rdf", "RDF/XML"), ("ttl", "Turtle"), ("jsonld", "JSON-LD"))


def data_context(question: Question) -> dict:
    portal = question.scope.portal
    province = portal.level == PortalLevel.PROVINCE
    root = f"{portal.base_url}{HARVEST}"
    return {
        "downloads": [downloads(question, "")] + ([downloads(question, WHOLE)] if province else []),
        "directory_path": question.url(DIRECTORY),
        "parameters": parameters(province),
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


def downloads(question: Question, scope: str) -> dict:
    sites = None if scope else question.scope.sites
    total = sum(number for (facet, _), number in counts.whole(sites).items() if facet == "year")
    end = f"?scope={scope}" if scope else ""
    return {
        "title": "全省" if scope else "本站",
        "total": total,
        "forms": [{"label": label, "url": f"{DIRECTORY}data.{form}{end}"} for form, label in FORMS],
    }


def parameters(province: bool) -> list[tuple[str, str]]:
    rows = [
        ("body", "机构标识（数据中的 organisation_key），含其下属机构"),
        ("item", "《政府信息公开条例》第二十条的第几项，1 至 15"),
        ("theme", "主题分类，“一级”或“一级/二级”"),
        ("genre", "体裁分类，如 通知"),
        ("year", "发布年份，如 2015"),
        ("validity", "效力，取值见下面的数据字典"),
        ("q", "标题、文号或索引号中的词，用空格隔开；每个词都有的才算"),
        ("portal", "本站下的乡镇、街道等子站的标识"),
    ]
    return [("scope", "all：全省；不填：本站"), *rows] if province else rows
