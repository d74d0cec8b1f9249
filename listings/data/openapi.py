"""The description of the API (OpenAPI 3.1), made of the same fields that it tells."""

from listings.data.api import MOST, SIZE
from listings.data.dictionary import ADDRESS, DAY, DECIMAL, INTEGER, TRUTH, dictionary_of
from listings.data.parameters import KNOWN
from listings.kinds import ListKind
from listings.states import AdjustmentState, ItemState, LineKind

VERSION = "1.0.0"
TYPES = {
    INTEGER: {"type": "integer"},
    DECIMAL: {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    DAY: {"type": "string", "format": "date"},
    TRUTH: {"type": "boolean"},
    ADDRESS: {"type": "string", "format": "uri"},
}
TEXT = {"type": "string"}


def parameter(name: str, description: str, schema: dict | None = None, *, where="query", required=False) -> dict:
    return {"name": name, "in": where, "description": description, "required": required, "schema": schema or TEXT}


PARAMETERS = {
    "kind": parameter("kind", "清单", {"type": "string", "enum": ListKind.values}, where="path", required=True),
    "id": parameter("id", "事项编号", {"type": "integer", "minimum": 1}, where="path", required=True),
    "on": parameter("on", "哪一天的清单（北京时间），不填为今天", {"type": "string", "format": "date"}),
    "scope": parameter("scope", "all 为全省；不填为本站", {"type": "string", "enum": ["all"]}),
    "listing": parameter("listing", "全省中的一张清单：门户的标识"),
    "body": parameter("body", "机构的标识，连同其下级机构"),
    "category": parameter("category", "类别，可选值见数据字典"),
    "level": parameter("level", "层级", {"type": "integer", "minimum": 1, "maximum": 5}),
    "theme": parameter("theme", "主题；负面清单为国民经济行业代码"),
    "state": parameter("state", "状态；不填为在清单上的", {"type": "string", "enum": ItemState.values}),
    "q": parameter("q", "名称、编码、依据中的词", {"type": "string", "maxLength": 60}),
    "cursor": parameter("cursor", "上一页 next 中的值"),
    "size": parameter(
        "size", "一页多少项", {"type": "integer", "minimum": 1, "maximum": MOST, "default": SIZE}
    ),
}  # fmt: skip


def description(portal) -> dict:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{portal.name} 清单开放接口",
            "version": VERSION,
            "description": "四张清单任意一天的事项、历史和动态调整。只读，无需登记。",
        },
        "servers": [{"url": portal.base_url or "/"}],
        "paths": paths(),
        "components": {
            "parameters": PARAMETERS,
            "schemas": {**{schema_name(kind): item_schema(kind) for kind in ListKind}, **SCHEMAS},
            "responses": {
                "Problem": {"description": "请求有误、没有这项内容或过于频繁", "content": json_of(ref("Problem"))},
                "Unchanged": {"description": "与 If-None-Match 所持的相同"},
            },
        },
    }


def paths() -> dict:
    of_kind = "/api/lists/{kind}"
    items = {"oneOf": [ref(schema_name(kind)) for kind in ListKind]}
    return {
        "/api/lists": path("lists", "有哪些清单", KNOWN["lists"], ref("Lists")),
        f"{of_kind}/items": path(
            "items", "一页事项", ("kind", *KNOWN["items"]), {"allOf": [ref("Page")], "properties": {
                "items": {"type": "array", "items": items}}},
        ),
        f"{of_kind}/items/{{id}}": path("item", "一个事项", ("kind", "id", *KNOWN["item"]), items),
        f"{of_kind}/items/{{id}}/history": path(
            "history", "事项的历史", ("kind", "id", *KNOWN["history"]), ref("History")
        ),
        f"{of_kind}/adjustments": path(
            "adjustments", "动态调整", ("kind", *KNOWN["adjustments"]), ref("Adjustments")
        ),
    }  # fmt: skip


def path(name: str, summary: str, parameters, schema: dict) -> dict:
    headers = {"ETag": {"description": "内容的标记，用于 If-None-Match", "schema": TEXT}}
    problem = {"$ref": "#/components/responses/Problem"}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": [{"$ref": f"#/components/parameters/{one}"} for one in parameters],
            "responses": {
                "200": {"description": summary, "headers": headers, "content": json_of(schema)},
                "304": {"$ref": "#/components/responses/Unchanged"},
                "400": problem,
                "404": problem,
                "429": problem,
            },
        }
    }


def ref(name: str) -> dict:
    return {"$ref": f"#/components/schemas/{name}"}


def json_of(schema: dict) -> dict:
    return {"application/json": {"schema": schema}}


def schema_name(kind: str) -> str:
    return f"{ListKind(kind).name.title()}Item"


def item_schema(kind: str) -> dict:
    properties = {one["name"]: field_schema(one) for one in dictionary_of(kind)}
    return {
        "type": "object",
        "title": ListKind(kind).label,
        "properties": {**properties, "url": {"type": "string", "format": "uri", "title": "地址"}},
        "required": [one["name"] for one in dictionary_of(kind) if one["required"]] + ["url"],
    }


def field_schema(one: dict) -> dict:
    found = {**TYPES.get(one["type"], TEXT), "title": one["label"]}
    if one["explanation"]:
        found["description"] = one["explanation"]
    if one["choices"]:
        keys = list(one["choices"])
        found["enum"] = [int(key) for key in keys] if found["type"] == "integer" else keys
        found["description"] = "；".join(f"{key}：{label}" for key, label in one["choices"].items())
    elif one["length"] and found["type"] == "string" and one["type"] != DECIMAL:
        found["maxLength"] = one["length"]
    return found


def thing(required: str, **properties) -> dict:
    return {"type": "object", "properties": properties, "required": required.split()}


DATE, URL, NUMBER = TYPES[DAY], TYPES[ADDRESS], TYPES[INTEGER]
NEXT = {"type": ["string", "null"], "description": "下一页的地址；没有下一页时为 null"}
SCHEMAS = {
    "Problem": thing("error", error=TEXT, field={"type": "string", "description": "有误的参数"}),
    "Page": thing(
        "list on total size next items", list=TEXT, on=DATE, total=NUMBER, size=NUMBER, next=NEXT,
        items={"type": "array"}
    ),
    "Lists": thing("on lists", on=DATE, openapi=URL, lists={"type": "array", "items": {"type": "object"}}),
    "History": thing(
        "id list periods records",
        id=NUMBER,
        list=TEXT,
        periods={"type": "array", "items": thing(
            "from state name", **{"from": DATE, "until": {"type": ["string", "null"], "format": "date"}},
            state={"type": "string", "enum": ItemState.values}, name=TEXT, code=TEXT)},
        records={"type": "array", "items": thing(
            "number digest kind effective revoked", number=NUMBER, digest=TEXT,
            kind={"type": "string", "enum": LineKind.values}, kind_label=TEXT, effective=DATE,
            revoked={"type": "boolean"}, adjustment={"type": "object"})},
    ),
    "Adjustments": thing("list next adjustments", list=TEXT, next=NEXT,
                         adjustments={"type": "array", "items": ref("Adjustment")}),
    "Adjustment": thing(
        "id url title state effective lines", id=NUMBER, url=URL, list=TEXT, title=TEXT,
        state={"type": "string", "enum": ["upcoming", "in_force", AdjustmentState.REVOKED.value]}, effective=DATE,
        approved_at={"type": "string", "format": "date-time"}, basis=TEXT, basis_url=TEXT, proposing_body=TEXT,
        approving_body=TEXT, approval_number=TEXT, note=TEXT,
        lines={"type": "object", "additionalProperties": NUMBER, "description": "各类调整的项数"},
    ),
}  # fmt: skip
