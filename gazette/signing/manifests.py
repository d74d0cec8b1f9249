"""Writes the signed manifest of an issue, chained to that of the issue before it; never changes one that is there."""

import datetime
import hashlib
import itertools
import json
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from gazette.models import Gazette, Issue, IssueEntry, IssueFile, Manifest, SigningKey
from gazette.signing.body import canonical_json, contents_of, without_writing
from gazette.signing.keys import is_signed, sign, signing_key
from gazette.states import IssueState

PUBLIC_ONCE = (IssueState.PUBLISHED, IssueState.WITHDRAWN)
BATCH = 200  # issues whose entries are in memory at a time


def write_manifest(issue: Issue, *, now: datetime.datetime | None = None) -> Manifest:
    """The manifest of what the issue holds now: the one that is there if it says so already, else a new version."""
    return write_manifests([issue], now=now)[0]


def write_manifests(issues: Iterable[Issue], *, now: datetime.datetime | None = None) -> list[Manifest]:
    """The same for many, in the order of publication; some queries for a batch of them, none for an issue."""
    issues = sorted(issues, key=lambda issue: (issue.gazette_id, issue.year, issue.number))
    now = now or timezone.now()
    written = []
    with transaction.atomic():
        for _, of_gazette in itertools.groupby(issues, key=lambda issue: issue.gazette_id):
            of_gazette = list(of_gazette)
            # One at a time for a gazette: two that publish at once must not both follow the same issue.
            gazette = Gazette.objects.select_for_update(of=("self",)).select_related("portal")
            writer = Writer(gazette.get(pk=of_gazette[0].gazette_id), now)
            for start in range(0, len(of_gazette), BATCH):
                written += writer.write(of_gazette[start : start + BATCH])
    return written


class Writer:
    """Of one gazette: its key, and the chain of what was public once."""

    def __init__(self, gazette: Gazette, now: datetime.datetime):
        self.gazette, self.now = gazette, now
        self.key: SigningKey = signing_key(gazette)
        # (year, number) -> (path, digests of its manifests, oldest first)
        self.chain: dict[tuple[int, int], tuple[str, list[str]]] = {}
        rows = Manifest.objects.filter(issue__gazette=gazette, issue__state__in=PUBLIC_ONCE).order_by("version")
        for year, number, digest in rows.values_list("issue__year", "issue__number", "digest"):
            self.link(year, number, digest)

    def link(self, year: int, number: int, digest: str) -> None:
        self.chain.setdefault((year, number), (f"/gazette/{year}/{number}/", []))[1].append(digest)

    def write(self, issues: list[Issue]) -> list[Manifest]:
        entries, files, newest = defaultdict(list), defaultdict(list), {}
        fields = ("issue_id", "number", "title", "digest", "text_digest")
        for entry in IssueEntry.objects.filter(issue__in=issues).order_by().only(*fields):
            entries[entry.issue_id].append(entry)
        for file in IssueFile.objects.filter(issue__in=issues).order_by():
            files[file.issue_id].append(file)
        for manifest in Manifest.objects.filter(issue__in=issues).select_related("key").order_by("version"):
            newest[manifest.issue_id] = manifest
        answers = [self.one(issue, entries[issue.pk], files[issue.pk], newest.get(issue.pk)) for issue in issues]
        Manifest.objects.bulk_create([manifest for manifest in answers if manifest.pk is None], batch_size=100)
        return answers

    def one(self, issue, entries, files, newest: Manifest | None) -> Manifest:
        contents = contents_of(issue, entries, files)
        before = max((place for place in self.chain if place < (issue.year, issue.number)), default=None)
        if newest and self.still_says(newest, contents, before):
            manifest = newest
        else:
            manifest = self.new(issue, contents, before, newest.version + 1 if newest else 1)
        self.link(issue.year, issue.number, manifest.digest)
        return manifest

    def still_says(self, manifest: Manifest, contents: dict, before) -> bool:
        """Whatever version of the issue before it names: a new one there is no reason for a new one here."""
        body = parsed(manifest)
        if body is None or without_writing(body) != contents or manifest.key_id != self.key.pk:
            return False
        if not is_signed(manifest.key, manifest.body.encode(), manifest.signature):
            return False
        named = body.get("previous")
        if before is None or named is None:
            return before is None and named is None
        path, digests = self.chain[before]
        return named.get("path") == path and named.get("sha256") in digests

    def new(self, issue: Issue, contents: dict, before, version: int) -> Manifest:
        path, digests = self.chain[before] if before else ("", [])
        body = canonical_json(
            contents
            | {
                "gazette": {"name": self.gazette.name, "portal": self.gazette.portal.name},
                "version": version,
                "time": timezone.localtime(self.now).isoformat(timespec="seconds"),
                "previous": {"path": path, "sha256": digests[-1]} if before else None,
                "key": self.key.fingerprint,
            }
        )
        return Manifest(
            issue=issue,
            version=version,
            body=body,
            digest=digest_of(body),
            signature=sign(self.key, body.encode()),
            key=self.key,
        )


def digest_of(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def parsed(manifest: Manifest) -> dict | None:
    """What its body says; None where that is no JSON object any more."""
    try:
        body = json.loads(manifest.body)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def current_manifest(issue: Issue) -> Manifest | None:
    return Manifest.objects.filter(issue=issue).select_related("key").order_by("-version").first()
