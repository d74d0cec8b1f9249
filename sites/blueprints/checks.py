"""What must be right in a blueprint; every rule adds its messages, so that an author sees all of them at once."""

import re
from collections.abc import Iterator
from typing import Any

from cms_core.blocks.home import HomeSectionsBlock
from cms_core.models.pages.column import ColumnPage, ListStyle
from cms_core.taxonomies.columns import column_types
from cms_core.text.pinyin import pinyin_slug
from sites.blueprints.model import PLACEHOLDERS, SETTINGS
from sites.models.portals import Look, PortalLevel

COLUMN_KEYS = {"key", "title", "column_type", "description", "keywords", "slug", "owner", "update_days", "list_style"}
COLUMN_KEYS |= {"show_in_menus", "columns", "levels", "file"}
REQUIRED = ("key", "title", "column_type", "description", "keywords")
BLUEPRINT_KEYS = {"title", "level", "look", "description", "columns", "groups", "sections", "settings"}
GROUP_KEYS = {"role", "name", "pages", "images", "documents", "permissions"}
PAGE_ACTIONS = ("add", "bulk_delete", "change", "lock", "publish", "unlock")
FILE_ACTIONS = ("add", "change", "choose")
OWNER = re.compile(r"self|office|department:\S+")
KNOWN_PLACEHOLDERS = "、".join(f"{{{name}}}" for name in PLACEHOLDERS)
SAMPLE = dict.fromkeys(PLACEHOLDERS, "测试")


def check(data: dict[str, Any], file: str) -> list[str]:
    """All that is wrong with a blueprint as read."""
    errors = [f"{file}：没有“{key}”这一项，请删去或改正拼写。" for key in sorted(set(data) - BLUEPRINT_KEYS)]
    errors += choice(file, "level", data.get("level"), PortalLevel.values)
    errors += choice(file, "look", data.get("look"), Look.values)
    if not data.get("title"):
        errors.append(f"{file}：缺少 title（模板名称）。")
    if not data.get("columns"):
        errors.append(f"{file}：没有任何栏目。")
    errors += check_settings(data.get("settings") or {}, file)
    errors += check_columns(data.get("columns") or [], "")
    errors += check_unique_keys(data.get("columns") or [])
    errors += check_groups(data.get("groups") or [], file)
    errors += check_sections(data.get("sections") or [], {column.get("key") for column in walk(data["columns"])}, file)
    return errors


def walk(columns: list[dict]) -> Iterator[dict]:
    for column in columns:
        yield column
        yield from walk(column["columns"])


def choice(where: str, name: str, value: Any, allowed) -> list[str]:
    return [] if value in allowed else [f"{where}：{name} 为“{value}”，可用：{'、'.join(map(str, allowed))}。"]


def check_settings(settings: dict[str, Any], file: str) -> Iterator[str]:
    for name, value in settings.items():
        if name not in SETTINGS:
            yield from choice(file, "settings 中的名称", name, SETTINGS)
        elif not isinstance(value, str) or unknown_placeholders(value):
            yield f"{file}：settings.{name} 应为文字，占位符可用：{KNOWN_PLACEHOLDERS}。"


def check_columns(columns: list[dict], above: str) -> list[str]:
    errors, slugs = [], {}
    for column in columns:
        title = str(column.get("title") or column.get("key") or "（无题）")
        path = f"{above}{title}"
        where = f"{column['file']}：栏目“{path}”"
        errors += check_column(column, where)
        slug = str(column.get("slug") or pinyin_slug(fill(title)))
        if slug in slugs:
            errors.append(f"{where}的路径“{slug}”与同级栏目“{slugs[slug]}”相同，请另设 slug。")
        slugs[slug] = title
        errors += check_columns(column["columns"], f"{path} / ")
    return errors


def check_column(column: dict, where: str) -> Iterator[str]:
    for key in sorted(set(column) - COLUMN_KEYS):
        yield f"{where}没有“{key}”这一属性，可用：{'、'.join(sorted(COLUMN_KEYS - {'file'}))}。"
    missing = [key for key in REQUIRED if not column.get(key)]
    if missing:
        yield f"{where}缺少 {'、'.join(missing)}。"
    kind = column.get("column_type")
    if kind and kind not in column_types():
        yield f"{where}的类别“{kind}”不存在，可用：{'、'.join(column_types())}。"
    for key in ("key", "title", "description", "keywords"):
        yield from check_text(column.get(key), key, where)
    if column.get("description") and column["description"] == column.get("title"):
        yield f"{where}的描述与名称相同：应写明栏目的设置目的和主要内容（国办发〔2017〕47号附件）。"
    if "，" in str(column.get("keywords", "")):
        yield f"{where}的关键词应以半角逗号分隔，现含全角逗号。"
    if "list_style" in column and column["list_style"] not in ListStyle.values:
        yield from choice(where, "list_style", column["list_style"], ListStyle.values)
    days = column.get("update_days")
    if days is not None and (type(days) is not int or not 1 <= days <= 32767):
        yield f"{where}的更新期限“{days}”应为 1 至 32767 的整数（天）。"
    if not OWNER.fullmatch(str(column.get("owner", "self"))):
        yield f"{where}的责任单位“{column['owner']}”应为 self、office 或 department:名称中的词。"
    if column.get("slug") and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", str(column["slug"])):
        yield f"{where}的路径“{column['slug']}”只能用小写字母、数字和连字符。"


def check_text(value: Any, key: str, where: str) -> Iterator[str]:
    """A string of known placeholders that fits its field."""
    if value is None:
        return
    if not isinstance(value, str):
        yield f"{where}的 {key} 应为文字。"
        return
    for name in unknown_placeholders(value):
        yield f"{where}的 {key} 含未知的占位符“{name}”，可用：{KNOWN_PLACEHOLDERS}。"
    field = ColumnPage._meta.get_field("blueprint_key" if key == "key" else key)
    if len(value) > field.max_length:
        yield f"{where}的 {key} 超过 {field.max_length} 个字符。"


def check_unique_keys(columns: list[dict]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for column in walk(columns):
        key = column.get("key")
        if key and key in seen:
            yield f"{column['file']}：栏目“{column.get('title')}”的 key“{key}”已被栏目“{seen[key]}”使用。"
        elif key:
            seen[key] = column.get("title")


def check_groups(groups: Any, file: str) -> list[str]:
    if not groups:
        return [f"{file}：没有任何用户组（[[groups]]）。"]
    errors, seen = [], set()
    for group in groups:
        where = f"{file}：用户组“{group.get('name', '（无名）')}”"
        errors += [f"{where}没有“{key}”这一属性。" for key in sorted(set(group) - GROUP_KEYS)]
        if not group.get("role") or not group.get("name") or group.get("role") in seen:
            errors.append(f"{where}须有 name 和不重复的 role。")
        seen.add(group.get("role"))
        for key, allowed in (("pages", PAGE_ACTIONS), ("images", FILE_ACTIONS), ("documents", FILE_ACTIONS)):
            for action in group.get(key, ()):
                errors += choice(where, key, action, allowed)
        for name in group.get("permissions", ()):
            if str(name).count(".") != 1:
                errors.append(f"{where}的权限“{name}”应写作 应用.权限，如 wagtailadmin.access_admin。")
    return errors


def check_sections(sections: list[dict], keys: set, file: str) -> list[str]:
    """The type is a block of home pages, its fields are that block's, and columns are named by key."""
    blocks = HomeSectionsBlock().child_blocks
    errors = []
    for number, section in enumerate(sections, 1):
        kind = section.get("type")
        where = f"{file}：首页第 {number} 个版块“{kind}”"
        if kind not in blocks:
            errors.append(f"{where}的类型不存在，可用：{'、'.join(blocks)}。")
            continue
        fields = blocks[kind].child_blocks
        errors += [
            f"{where}没有“{key}”这一项，可用：{'、'.join(fields)}。" for key in section if key not in {*fields, "type"}
        ]
        errors += [f"{where}引用的栏目“{key}”不在本模板中。" for key in column_keys(section) if key not in keys]
    return errors


def column_keys(value: Any) -> Iterator[str]:
    """The column keys named anywhere inside a section."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "column":
                yield inner
            elif name == "columns":
                yield from inner
            else:
                yield from column_keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from column_keys(inner)


def unknown_placeholders(text: str) -> list[str]:
    """Whatever in braces is not known, and braces that stand alone."""
    rest = text
    for name in PLACEHOLDERS:
        rest = rest.replace(f"{{{name}}}", "")
    return re.findall(r"\{[^{}]*\}|[{}]", rest)


def fill(text: str) -> str:
    try:
        return text.format_map(SAMPLE)
    except (KeyError, ValueError, IndexError):
        return text
