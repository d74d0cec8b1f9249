"""After an import: whether the gazette holds what the table of contents counted."""

from django.db.models import Count, Q

from gazette.models import Issue, Manifest

SHOWN = 200


def differences(gazette, issues, conflicting) -> list[str]:
    """Sentences. Two queries for the whole archive; issues that were told as conflicts are not counted again."""
    counted = Issue.objects.filter(gazette=gazette).annotate(
        count=Count("entries"), texts=Count("entries", filter=Q(entries__has_text=True))
    )
    rows = {
        (year, number): values
        for year, number, *values in counted.values_list("year", "number", "count", "texts", "page_id", "pk")
    }
    signed = set(Manifest.objects.filter(issue__gazette=gazette).values_list("issue_id", flat=True))
    found = []
    for key, seen in issues.items():
        if seen.wrong or key in conflicting:
            continue
        if key not in rows:
            found.append(f"{seen}没有收录。")
            continue
        entries, texts, page, pk = rows[key]
        if entries != seen.entries:
            found.append(f"{seen}应有 {seen.entries} 条，实有 {entries} 条。")
        if texts != seen.texts:
            found.append(f"{seen}应有正文 {seen.texts} 篇，实有 {texts} 篇。")
        if page is None:
            found.append(f"{seen}不在资源库中。")
        if pk not in signed:
            found.append(f"{seen}没有校验清单。")
    return found[:SHOWN]
