"""Everything that was published, held against what was signed: rows, files on disk, manifests, keys, the chain."""

from collections.abc import Callable, Iterator

from gazette.models import Gazette, Issue
from gazette.signing.check_entries import check_entries, check_files
from gazette.signing.check_manifests import Chain, chain_of, check_facts, check_keys, check_manifest, check_versions
from gazette.signing.manifests import parsed
from gazette.signing.problems import Problem
from gazette.states import IssueState

# An issue that waits for its minute may have no manifest yet; one that was public must.
CHECKED = (IssueState.APPROVED, IssueState.PUBLISHED, IssueState.WITHDRAWN)


def verify_issue(issue: Issue, chain: Chain | None = None) -> list[Problem]:
    """All that is wrong with one issue; memory does not grow with the size of its files."""
    return list(problems_of(issue, chain_of(issue.gazette) if chain is None else chain))


def verify_gazette(
    gazette: Gazette, *, issues=None, progress: Callable[[int, int], None] | None = None
) -> Iterator[Problem]:
    """Its keys and its issues, the oldest first; `issues` narrows them, `progress(done, total)` follows each."""
    yield from check_keys(gazette)
    issues = gazette.issues.all() if issues is None else issues
    issues = issues.filter(gazette=gazette, state__in=CHECKED).order_by("year", "number")
    chain = chain_of(gazette)
    total = issues.count()
    for done, issue in enumerate(issues.iterator(chunk_size=100), 1):
        issue.gazette = gazette
        yield from problems_of(issue, chain)
        if progress:
            progress(done, total)


def problems_of(issue: Issue, chain: Chain) -> Iterator[Problem]:
    manifests = list(issue.manifests.select_related("key").order_by("version"))
    if not manifests:
        if issue.state != IssueState.APPROVED:
            yield Problem(issue.path, "manifest_missing", "校验清单", "这一期没有校验清单。")
        return
    yield from check_versions(issue, manifests)
    for manifest in manifests:
        yield from check_manifest(issue, manifest, chain)
    body = parsed(manifests[-1])
    if body is None:
        return
    yield from check_facts(issue, body.get("issue"))
    yield from check_entries(issue, dicts(body.get("entries")))
    yield from check_files(issue, dicts(body.get("files")))


def dicts(value) -> list[dict]:
    """A body that was tampered with may hold anything."""
    return [line for line in value if isinstance(line, dict)] if isinstance(value, list) else []
