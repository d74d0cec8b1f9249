"""Other spellings of one part of a question, likeliest first; none of them asked of the index yet."""

from heapq import nlargest

from cms_core.search.analysis.characters import IS_CJK
from cms_core.search.corrections.lattice import Lattice
from cms_core.search.corrections.shapes import shaped
from cms_core.search.corrections.slips import slips, word_slips
from cms_core.search.corrections.sounds import alike, syllables_at
from cms_core.search.corrections.vocabulary import Vocabulary

LONGEST, LONGEST_IN_LETTERS = 24, 60
MOST = 12
# In longer ones only what seldom stands together is looked at.
SHORT = 6
# How unlikely each slip is, as a logarithm.
SAME_SOUND, LIKE_SOUND, LIKE_SHAPE = 4.0, 6.0, 4.5
# Characters tried at a place: the commonest of the sound, and those that stand beside its neighbours most often.
COMMON, FITTING, OF_A_SYLLABLE = 12, 10, 30
NEVER = -100.0


def spellings(typed: str, known: Vocabulary) -> list[tuple[float, str]]:
    """(score, text) of `typed`, which is folded."""
    if not 2 <= len(typed) <= (LONGEST_IN_LETTERS if typed.isascii() else LONGEST):
        return []
    found: dict[str, float] = {}
    if IS_CJK.match(typed) and all(IS_CJK.match(one) for one in typed):
        found = {text: score for score, text in chinese(typed, known).best(known, MOST)}
        for text, cost in slips(typed, known):
            found[text] = max(found.get(text, float("-inf")), known.likely(text) - cost)
    elif typed.isascii() and typed.isalnum():
        found = {text: float(titles) for text, titles in word_slips(typed, known).items()}
        found |= {text: 1000.0 - place for place, text in enumerate(known.terms(typed))}
    if not typed.isdigit() and any(one.isascii() for one in typed):
        lattice = mixed(typed, known)
        found |= {text: 2000.0 + score for score, text in lattice.best(known, MOST)}
    found.pop(typed, None)
    return sorted(((score, text) for text, score in found.items()), reverse=True)


def chinese(typed: str, known: Vocabulary) -> Lattice:
    lattice, odd = Lattice(len(typed)), [*known.odd(typed), True]
    for place, one in enumerate(typed):
        if len(typed) > SHORT and not (odd[place] or odd[place + 1]):
            lattice.add(place, place + 1, one, 0.0)
            continue
        before, after = typed[place - 1 : place], typed[place + 1 : place + 2]
        lattice.add(place, place + 1, one, 0.0)
        for other, cost in others(one, before, after, known).items():
            lattice.add(place, place + 1, other, cost)
    return lattice


def others(one: str, before: str, after: str, known: Vocabulary) -> dict[str, float]:
    """What may stand in place of one character, with its cost."""
    same, like = {}, {}
    for sound in known.sounds(one):
        same |= dict.fromkeys(known.sounding(sound), SAME_SOUND)
        for other in alike(sound, known.syllables):
            like |= dict.fromkeys(known.sounding(other), LIKE_SOUND)
    all_others = like | same | {other: LIKE_SHAPE for other in shaped(one) if other not in same}
    all_others.pop(one, None)
    pairs = [before + other for other in all_others if before] + [other + after for other in all_others if after]
    known.look_up(pairs)

    def fit(other):
        """How well it stands between its neighbours, of which one may be wrong too."""
        fits = [known.following(before, other)] if before and known.pair(before + other) else []
        fits += [known.following(other, after)] if after and known.pair(other + after) else []
        return max(fits, default=NEVER) - all_others[other]

    fitting = [other for other in nlargest(FITTING, all_others, key=fit) if fit(other) > NEVER]
    return {other: all_others[other] for other in {*list(same)[:COMMON], *fitting} if other in all_others}


def mixed(typed: str, known: Vocabulary) -> Lattice:
    """Letters are syllables, Chinese is itself: zhengwu公开."""
    lattice, letters = Lattice(len(typed)), ""
    for place, one in enumerate(typed):
        if one.isascii():
            letters += one
            if place + 1 < len(typed) and typed[place + 1].isascii():
                continue
            start = place + 1 - len(letters)
            for begin, ends in syllables_at(letters, known.syllables).items():
                for end in ends:
                    for other in known.sounding(letters[begin:end], OF_A_SYLLABLE):
                        lattice.add(start + begin, start + end, other, 0.0)
            letters = ""
        else:
            lattice.add(place, place + 1, one, 0.0)
    return lattice
