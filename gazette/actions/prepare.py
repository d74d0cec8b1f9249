"""准备: the editions and the manifest of an approved issue are made before its minute, so that it comes on time."""

import logging

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django_tasks import task

from gazette.actions.events import Event, record
from gazette.actions.locked import locked_issue
from gazette.editions.build import build_editions
from gazette.errors import CharactersMissing, GazetteError, Overtaken
from gazette.files import delete_files
from gazette.models import Issue
from gazette.models.files import EDITIONS
from gazette.signing.body import contents_of, without_writing
from gazette.signing.check_entries import changed_since_sealed
from gazette.signing.errors import NotSealed
from gazette.signing.keys import signing_key
from gazette.signing.manifests import current_manifest, parsed, write_manifest
from gazette.signing.proof import proof_digest_of
from gazette.states import IssueState

logger = logging.getLogger("portal.worker")
# Published ones too: a back issue is taken in without editions.
PREPARED = (IssueState.APPROVED, IssueState.PUBLISHED)


class PrepareIssue:
    """Idempotent: what is there and agrees with the sealed texts stays; a run that was killed is simply run again.

    The manifest is written last and says that the editions are whole: without it they are made anew. Nothing of it is
    public before `PublishIssue`.
    """

    def __init__(self, issue: Issue, *, now=None):
        self.issue, self.now = issue, now or timezone.now()

    def execute(self) -> bool:
        """True when something was made; raises GazetteError where it cannot be."""
        issue = Issue.objects.select_related("gazette__portal", "gazette__column").get(pk=self.issue.pk)
        if issue.state not in PREPARED:
            return False
        if changed := changed_since_sealed(issue):
            raise NotSealed(f"定稿后内容被改动：{'、'.join(changed)}；请退回后重新送审。")
        # A back issue was approved when it was printed: it has no proof.
        if issue.state == IssueState.APPROVED and proof_digest_of(issue) != issue.proof_digest:
            raise NotSealed("定稿后期的要素、目录或文件被改动，与批准的清样不是同一份；请退回后重新送审。")
        if is_prepared(issue):
            return False
        # Before the work, not after it.
        signing_key(issue.gazette)
        lacking = ""
        try:
            build_editions(issue)
        except CharactersMissing as error:
            # Told when it was handed in (`gazette.editions.lacking`), and approved so: the text comes out all the same.
            lacking = f"，但没有 PDF 版。{error}"
        except Overtaken:
            pass
        with transaction.atomic():
            held = locked_issue(issue)
            if (held.state, held.proof_digest) != (issue.state, issue.proof_digest):
                # Sent back: these editions are of a proof that is no more. Published meanwhile: they are those of all.
                if held.is_editable:
                    delete_files(held.files.filter(kind__in=EDITIONS))
                return False
            write_manifest(held, now=self.now)
            record(held, Event.PREPARED, f"各版本与校验清单已生成{lacking}")
        return True


def is_prepared(issue: Issue) -> bool:
    manifest = current_manifest(issue)
    body = manifest and parsed(manifest)
    if not body:
        return False
    files = list(issue.files.all())
    if without_writing(body) != contents_of(issue, list(issue.entries.all()), files):
        return False
    return all(file.file.storage.exists(file.file.name) for file in files if file.kind in EDITIONS)


@task()
def prepare_issue(issue_id: int) -> None:
    """What fails is told to the editors; it is tried once more at the minute of publication."""
    issue = Issue.objects.filter(pk=issue_id, state=IssueState.APPROVED).first()
    if issue is None:
        return
    try:
        PrepareIssue(issue).execute()
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        logger.exception("公报第 %s 号期的各版本没有做成", issue_id)
        record(issue, Event.PREPARE_FAILED, reason_of(error))


def reason_of(error: Exception) -> str:
    """For the editors: our own errors say what to do, of others they need to know whom to ask."""
    if isinstance(error, GazetteError):
        return f"没有做成：{error}"
    return f"没有做成（{type(error).__name__}：{error}），请与系统管理员联系，详情见系统日志。"
