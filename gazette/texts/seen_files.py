"""Which pictures and attachments readers can fetch: an address in old HTML may name what lies in somebody's draft."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ReferenceIndex

from cms_core.attachments.visibility import is_public
from cms_core.models import Attachment, Picture
from cms_core.pictures.visibility import picture_is_public


def unseen_among(page, files: Iterable[Picture | Attachment]) -> set[tuple[type, int]]:
    """(model, key) of those that readers of `page`, a public one, would not get; one query for all that it shows."""
    files = {(type(file), file.pk): file for file in files}
    if not files:
        return set()
    types = ContentType.objects.get_for_models(Picture, Attachment)
    models = {kind.pk: model for model, kind in types.items()}
    shown = ReferenceIndex.get_references_for_object(page).filter(to_content_type__in=models)
    own = {(models[kind], int(key)) for kind, key in shown.values_list("to_content_type", "to_object_id")}
    return {key for key, file in files.items() if key not in own and not is_shown(file)}


def is_shown(file: Picture | Attachment) -> bool:
    return picture_is_public(file) if isinstance(file, Picture) else is_public(file)
