"""An issue as it stands now, held until the transaction ends: of two who change it at once one waits for the other."""

from gazette.errors import GazetteError
from gazette.models import Issue


def locked_issue(issue: Issue) -> Issue:
    """Inside a transaction; raises GazetteError where it was deleted meanwhile."""
    # The gazette and its column are read, not locked: approving one issue must not wait for another.
    found = Issue.objects.select_for_update(of=("self",)).select_related("gazette__portal", "gazette__column")
    found = found.filter(pk=issue.pk).first()
    if found is None:
        raise GazetteError("这一期已被删除，请刷新页面。")
    return found
