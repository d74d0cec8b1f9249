"""What of an object an editor can find it by: its declared fields, its draft title, text, numbers, file name, tags."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Manager, Model
from modelsearch.index import AutocompleteField, RelatedFields, SearchField

from cms_core.search.admin.families import Family, column_of, family_of, is_indexed
from cms_core.search.analysis.readings import keys_of
from cms_core.search.stored import clean, marks_of

# Of a longer text the beginning: who edits a page knows what it is about.
MAX_BODY = 10_000
MAX_FIELD = 10_000
# What else names an object beside its title, where it has it; a live page's title of its latest draft is its title too.
TITLES = ("draft_title", "filename")
NUMBERS = ("document_number", "index_number")


def texts_of(obj: Model) -> dict[str, str]:
    """By column of the index; all of them texts but `marks`, `keys` and `places`, which are tokens."""
    found = {column_of(name): clean(text[:MAX_FIELD]) for name, text in fields_of(obj)}
    titles = [found.get("f_title", ""), *(attribute(obj, name) for name in TITLES)]
    title = clean("\n".join(dict.fromkeys(filter(None, titles)))[:MAX_FIELD])
    body = clean(body_of(obj))
    if "f_title" in found:
        found["f_title"] = title
    else:
        body = f"{title}\n{body}"
    number, *others = (clean(attribute(obj, name)) for name in NUMBERS)
    found["body"] = body
    found["marks"] = " ".join(marks_of(title, body, number, [other for other in others if other]))
    readings = (key for line in title.split("\n") for key in keys_of(line, ""))
    found["keys"] = " ".join(dict.fromkeys(key for key in readings if key.isascii()))
    found["places"] = " ".join(member_token(model) for model in type(obj).__mro__ if is_indexed(model))
    return {name: text for name, text in found.items() if text}


def member_token(model) -> str:
    return f"={model._meta.label_lower}"


def fields_of(obj: Model) -> Iterable[tuple[str, str]]:
    texts: dict[str, list[str]] = {}
    collect(texts, obj, type(obj).get_search_fields(), "")
    return ((name, "\n".join(dict.fromkeys(parts))) for name, parts in texts.items())


def collect(texts: dict, obj, fields, prefix: str) -> None:
    for field in fields:
        if isinstance(field, RelatedFields):
            for other in related(field.get_value(obj)):
                collect(texts, other, field.fields, f"{prefix}{field.field_name}__")
        elif isinstance(field, SearchField | AutocompleteField):
            texts.setdefault(f"{prefix}{field.field_name}", []).extend(words_in(field.get_value(obj)))


def related(value) -> Iterable:
    if value is None:
        return ()
    if isinstance(value, Manager) or hasattr(value, "all"):
        return value.all()
    return (value,) if isinstance(value, Model) else tuple(value)


def words_in(value) -> list[str]:
    """Wagtail's fields give strings, numbers, or lists of them."""
    if isinstance(value, list | tuple | set):
        return [text for one in value for text in words_in(one)]
    return [] if value is None or value == "" else [str(value)]


def attribute(obj, name: str) -> str:
    value = getattr(obj, name, "")
    return value if isinstance(value, str) else ""


def body_of(obj) -> str:
    plain_text = getattr(obj, "plain_text", None)
    return plain_text()[:MAX_BODY] if callable(plain_text) else ""


def objects_of(family: Family, pks: Iterable[int]) -> list[Model]:
    """As they are stored now, each in its own class, those that are to be indexed: a query for each class."""
    pks = list(pks)
    found = {}
    for model in classes_among(family, pks):  # the special ones last
        found |= {obj.pk: obj for obj in model.get_indexed_objects().filter(pk__in=pks).order_by()}
    return list(found.values())


def classes_among(family: Family, pks: list[int]) -> list[type]:
    """Those of the family's models that these may be; of pages their content types say it."""
    if len(family.members) == 1 or "content_type" not in {field.name for field in family.root._meta.fields}:
        return list(family.members)
    ids = family.root._base_manager.filter(pk__in=pks).order_by().values_list("content_type", flat=True).distinct()
    models = {ContentType.objects.get_for_id(pk).model_class() for pk in ids}
    return [model for model in family.members if model in models]


def place_of(obj: Model) -> int | None:
    family = family_of(type(obj))
    return family.place(obj.pk) if family else None
