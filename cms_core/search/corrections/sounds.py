"""Pinyin: which sounds are taken for each other, and how typed letters fall into syllables."""

# 平翘舌、鼻边音、前后鼻音 and the like: how southern speakers and hurried typists take one sound for another.
INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"), ("r", "l"))
FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"), ("uang", "uan"), ("iang", "ian"))


def alike(sound: str, syllables: frozenset[str]) -> list[str]:
    """Other sounds that this one is taken for; each differs in one respect, or in both of beginning and end."""
    beginnings = {sound} | {other for pair in INITIALS for other in turned(sound, pair, at_start=True)}
    both = beginnings | {other for one in beginnings for pair in FINALS for other in turned(one, pair, at_start=False)}
    return sorted((both & syllables) - {sound})


def turned(sound: str, pair: tuple[str, str], *, at_start: bool) -> list[str]:
    long, short = pair
    for one, other in ((long, short), (short, long)):
        if at_start and sound.startswith(one):
            return [other + sound[len(one) :]]
        if not at_start and sound.endswith(one):
            return [sound[: len(sound) - len(one)] + other]
    return []


def syllables_at(letters: str, syllables: frozenset[str]) -> dict[int, list[int]]:
    """Where each syllable may end that begins at a place, for those that lie on a way through all of the letters."""
    reaches = {len(letters)}
    ends: dict[int, list[int]] = {}
    for start in range(len(letters) - 1, -1, -1):
        found = [
            end
            for end in range(start + 1, min(start + 6, len(letters)) + 1)
            if end in reaches and letters[start:end] in syllables
        ]
        if found:
            reaches.add(start)
            ends[start] = found
    return ends if 0 in reaches else {}
