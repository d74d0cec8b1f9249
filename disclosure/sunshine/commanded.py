"""A standard table from a file without anybody at the screen: read, compared, loaded; all of it or nothing."""

from pathlib import Path

from disclosure.sunshine.actions.load import LoadCatalogue
from disclosure.sunshine.domains import domains
from disclosure.sunshine.workbooks.catalogue import read_catalogue


def import_catalogue(path: Path, portal, *, domain: str = "", dry_run: bool = False, accept_good: bool = False) -> dict:
    """{parts, faults, notes, written}. With faults nothing is written unless `accept_good`. Raises SunshineError."""
    read = read_catalogue(path, path.name, domain)
    parts = [part.as_data() for part in read.parts if part.domain and part.rows]
    write = bool(parts) and not dry_run and (accept_good or not read.faults)
    found = LoadCatalogue(
        portal, parts, source=path.name, only_compare=not write, keep_gone=bool(read.faults)
    ).execute()
    return {
        "parts": [
            {**one, "domain_title": domains()[one["domain"]].title, "rows": len(part["rows"])}
            for one, part in zip(found, parts, strict=True)
        ],
        "faults": read.faults,
        "notes": read.notes,
        "written": write,
    }
