"""Are the manifests themselves as they were signed: digest, signature, key, versions, and the chain through issues?"""

from collections.abc import Iterator

from gazette.models import Gazette, Issue, Manifest
from gazette.signing.body import FORMAT, canonical_json, facts_of
from gazette.signing.errors import KeyLost
from gazette.signing.keys import current, is_signed, private_key, public_key
from gazette.signing.manifests import digest_of, parsed
from gazette.signing.problems import Problem

Chain = dict[str, set[str]]


def chain_of(gazette: Gazette) -> Chain:
    """The digests of all manifests by the path of their issue; earlier versions count, a later issue may name them."""
    chain: Chain = {}
    rows = Manifest.objects.filter(issue__gazette=gazette).order_by()
    for year, number, digest in rows.values_list("issue__year", "issue__number", "digest").iterator():
        chain.setdefault(f"/gazette/{year}/{number}/", set()).add(digest)
    return chain


def check_keys(gazette: Gazette) -> Iterator[Problem]:
    """Every public half is what its fingerprint says, and the private half of the current one is at hand."""
    for key in gazette.keys.all():
        try:
            public_key(key)
        except ValueError:
            yield Problem("", "key_changed", f"密钥 {key}", "公钥与指纹不一致，记录可能被改过。")
    key = current(gazette)
    if key is not None:
        try:
            private_key(key)
        except KeyLost as error:
            yield Problem("", "key_lost", f"密钥 {key}", str(error))


def check_manifest(issue: Issue, manifest: Manifest, chain: Chain) -> Iterator[Problem]:
    """One version, by itself: whatever the rows of its issue say now."""

    def problem(code, message):
        return Problem(issue.path, code, f"校验清单第{manifest.version}版", message)

    if digest_of(manifest.body) != manifest.digest:
        yield problem("manifest_changed", "正文与记录的校验值不一致。")
    if not is_signed(manifest.key, manifest.body.encode(), manifest.signature):
        yield problem("signature_wrong", "签名不成立：清单、签名或公钥被改过。")
    body = parsed(manifest)
    if body is None or body.get("format") != FORMAT or canonical_json(body) != manifest.body:
        yield problem("manifest_changed", "不是本系统所写的清单。")
        return
    if body.get("key") != manifest.key.fingerprint or manifest.key.gazette_id != issue.gazette_id:
        yield problem("key_changed", "签名密钥不是清单所写的那一把。")
    if body.get("version") != manifest.version:
        yield problem("manifest_changed", "版次与清单所写的不一致。")
    previous = body.get("previous")
    if previous and previous.get("sha256") not in chain.get(previous.get("path"), ()):
        yield problem("chain_broken", f"它所接的上一期 {previous.get('path')} 的清单不在，或已不是当时那一份。")


def check_versions(issue: Issue, manifests: list[Manifest]) -> Iterator[Problem]:
    versions = sorted(manifest.version for manifest in manifests)
    if versions != list(range(1, len(versions) + 1)):
        yield Problem(issue.path, "manifest_missing", "校验清单", f"版次不连续（现有 {versions}），有清单被删除。")


def check_facts(issue: Issue, signed: dict) -> Iterator[Problem]:
    if facts_of(issue) != signed:
        names = [
            name for name, value in facts_of(issue).items() if not isinstance(signed, dict) or signed.get(name) != value
        ]
        yield Problem(issue.path, "issue_changed", "期的要素", f"与签名的清单不一致：{'、'.join(names)}。")
