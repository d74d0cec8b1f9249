"""Writing and deleting a group of synonyms: who may, what is wrong with the words, the change, the record of it."""

import re

from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from cms_core.models.search_synonyms import SynonymGroup, SynonymWord
from cms_core.search.analysis.characters import fold
from cms_core.search.analysis.question import Part
from cms_core.search.editors.errors import NotAllowed, NotKept
from cms_core.search.editors.kept import changed
from cms_core.search.editors.rights import may_keep

SAVED = "cms_core.synonyms.save"
DELETED = "cms_core.synonyms.delete"
MIN_LENGTH, MAX_LENGTH = 2, 30
MOST_WORDS = 12
MOST_GROUPS = 500
# A blank parts the words of a question, so no word that has one would ever be met.
BETWEEN = re.compile(r"[\s、，,；;|/]+")


def words_in(text: str) -> list[str]:
    """As typed, in any of the ways in which people write a list; each once."""
    words = {}
    for word in BETWEEN.split(text.replace("\0", "")):
        if word:
            words.setdefault(fold(word), word)
    return list(words.values())


def wrong_with(words: list[str]) -> list[str]:
    reasons = []
    if len(words) < 2:
        reasons.append("请至少写两个词，用顿号隔开，如“公积金、住房公积金”。")
    if len(words) > MOST_WORDS:
        reasons.append(f"一组最多 {MOST_WORDS} 个词，现有 {len(words)} 个，请分成两组。")
    for word in words[: MOST_WORDS * 2]:
        if not MIN_LENGTH <= len(word) <= MAX_LENGTH:
            reasons.append(f"“{word[:MAX_LENGTH]}”有 {len(word)} 个字，每个词须为 {MIN_LENGTH} 到 {MAX_LENGTH} 个字。")
        elif not Part.of(fold(word)).tokens:
            reasons.append(f"“{word}”里没有可以检索的字。")
    return reasons


class SaveSynonyms:
    """`words` in their order; `group` None makes one. Raises NotKept with all reasons."""

    def __init__(self, *, user, home, words, group=None, one_way=False, enabled=True, note=""):
        self.user, self.home, self.words = user, home, words
        self.group = group or SynonymGroup(home=home)
        self.values = {"one_way": one_way, "enabled": enabled, "note": note[:200]}

    @transaction.atomic
    def execute(self) -> SynonymGroup:
        if not may_keep(self.user, self.home):
            raise NotAllowed
        reasons = wrong_with(self.words) or self.taken()
        if not self.group.pk and SynonymGroup.objects.filter(home=self.home).count() >= MOST_GROUPS:
            reasons.append(f"一个门户最多 {MOST_GROUPS} 组同义词，请先删除不用的。")
        if reasons:
            raise NotKept({"words": "\n".join(reasons)})
        before = str(self.group) if self.group.pk else ""
        for name, value in self.values.items():
            setattr(self.group, name, value)
        self.group.changed_by = self.user
        self.group.save()
        self.write_words()
        changed(self.group.home_id)
        log(self.group, SAVED, user=self.user, data={"before": before, "after": "、".join(self.words)})
        return self.group

    def taken(self) -> list[str]:
        folded = {fold(word): word for word in self.words}
        rows = SynonymWord.objects.filter(home=self.home, folded__in=folded).exclude(group=self.group.pk)
        return [
            f"“{folded[row.folded]}”已在另一组“{row.group}”中，请直接修改那一组，把新的词加进去。"
            for row in rows.select_related("group").prefetch_related("group__words")
        ]

    def write_words(self):
        self.group.words.all().delete()
        rows = [
            SynonymWord(group=self.group, home_id=self.group.home_id, text=word, folded=fold(word), order=order)
            for order, word in enumerate(self.words)
        ]
        try:
            with transaction.atomic():
                SynonymWord.objects.bulk_create(rows)
        except IntegrityError:
            raise NotKept({"words": "其中的词刚刚被别人写进了另一组，请刷新后再试。"}) from None
        # What was asked of the group before is not what it has now.
        self.group.__dict__.pop("_prefetched_objects_cache", None)


class DeleteSynonyms:
    def __init__(self, group, *, user):
        self.group, self.user = group, user

    @transaction.atomic
    def execute(self) -> None:
        if not may_keep(self.user, self.group.home):
            raise NotAllowed
        log(self.group, DELETED, user=self.user, data={"before": str(self.group)}, deleted=True)
        self.group.delete()
        changed(self.group.home_id)
