"""An entry as Akoma Ntoso 3.0 (OASIS LegalDocML): what legal databases abroad and research programs read."""

import re

from lxml import etree

from gazette.exports.akn_body import BodyWriter
from gazette.exports.akn_elements import make
from gazette.exports.akn_meta import write_meta

# 令, 规章, 法规 are acts; every other document a doc.
ACTS = re.compile(r"令|规章|法规|条例")
ORDER_NUMBER = re.compile(r"令\s*第?|第.*号令|令$")


def akoma_ntoso(entry) -> bytes:
    """UTF-8 with a declaration. From the sealed entry alone: the same entry gives the same bytes."""
    facts = entry.facts or {}
    kind = "act" if is_act(entry) else "doc"
    base = f"{entry.issue.gazette.portal.base_url}{entry.path}"
    root = make(None, "akomaNtoso")
    main = make(root, kind, name=facts.get("genre") or entry.get_kind_display())
    write_meta(main, entry, kind)
    write_preface(main, entry)
    body = BodyWriter(entry.html, f"{base}/")
    if kind == "act":
        write_act(main, body)
    else:
        write_doc(main, body)
    write_attachments(main, facts.get("attachments") or (), f"{base}/files/")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def is_act(entry) -> bool:
    facts = entry.facts or {}
    return bool(ACTS.search(facts.get("genre", "")) or ORDER_NUMBER.search(entry.document_number))


def write_preface(main, entry) -> None:
    preface = make(main, "preface")
    make(make(preface, "p"), "docTitle", entry.title)
    if entry.document_number:
        make(make(preface, "p"), "docNumber", entry.document_number)


def write_doc(main, body) -> None:
    content = make(main, "mainBody")
    body.write_opening(content)
    body.write_hierarchy(content)
    if not len(content):
        make(content, "p")


def write_act(main, body) -> None:
    """What stands before the first chapter or article is the preamble; a body of an act is hierarchy alone."""
    if body.tree:
        if body.opening:
            body.write_opening(make(main, "preamble"))
        body.write_hierarchy(make(main, "body"))
        return
    content = make(make(make(main, "body"), "paragraph", eId="para_1"), "content")
    body.write_opening(content)
    if not len(content):
        make(content, "p")


def write_attachments(main, attachments, root: str) -> None:
    if not attachments:
        return
    held = make(main, "attachments")
    for number, attachment in enumerate(attachments, 1):
        one = make(held, "attachment", eId=f"att_{number}")
        make(one, "heading", attachment["name"])
        make(one, "documentRef", href=f"{root}{attachment['file']}", showAs=attachment["name"])
