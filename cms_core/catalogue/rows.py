"""The one rule of what an entry says of its page; writing, verifying and rebuilding all use it."""

from cms_core.catalogue.places import Place
from cms_core.models.entries import Entry
from cms_core.text.folding import fold

# Everything an entry has but its key.
FIELDS = tuple(field.name for field in Entry._meta.concrete_fields if not field.primary_key)
ATTRIBUTES = tuple(field.attname for field in Entry._meta.concrete_fields if not field.primary_key)
KEY_LENGTH = Entry._meta.get_field("document_key").max_length
# Facts that only documents have, and what stands in the entry of other content.
DOCUMENT_FACTS = {
    "document_number": "",
    "index_number": "",
    "theme": "",
    "genre": "",
    "validity": "",
    "date_written": None,
    "date_effective": None,
    "date_repealed": None,
}


def entry_of(page, place: Place | None, private: bool) -> Entry | None:
    """The entry that `page` (a content page) should have at `place`, unsaved; None when it should have none."""
    if not page.live or place is None:
        return None
    facts = {name: getattr(page, name, default) for name, default in DOCUMENT_FACTS.items()}
    return Entry(
        page_id=page.pk,
        site_home_id=place.site_home_id,
        portal_home_id=place.portal_home_id,
        column_id=place.column_id,
        column_type=place.column_type,
        organisation_id=getattr(page, "issuer_id", None),
        kind=page.entry_kind,
        visible=place.open and not private,
        pinned=page.pinned,
        title=page.title,
        address=page.address,
        summary=page.summary,
        source=page.source,
        picture_id=page.picture_id,
        published_at=page.published_at or page.first_published_at or page.last_published_at,
        updated_at=page.last_published_at or page.published_at or page.first_published_at,
        # Folding may lengthen: "㈠" becomes "(一)".
        document_key=fold(facts["document_number"])[:KEY_LENGTH],
        **facts,
    )


def differences(stored: Entry, wanted: Entry) -> dict[str, list]:
    """Which fields differ: name to [stored, wanted]."""
    return {
        name: [getattr(stored, name), getattr(wanted, name)]
        for name in ATTRIBUTES
        if getattr(stored, name) != getattr(wanted, name)
    }
