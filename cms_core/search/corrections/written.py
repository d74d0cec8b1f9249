"""A corrected question as its reader typed it: only what was wrong is replaced, width and marks stay."""

from itertools import takewhile

from cms_core.search.analysis.characters import fold_with_places


def written(typed: str, others: list[tuple[str, str]]) -> str:
    """`typed` with each folded text replaced by the one beside it."""
    for wrong, right in others:
        folded, places = fold_with_places(typed)
        start = folded.find(wrong)
        if start < 0:
            return " ".join(right for _, right in others)
        same = shared(wrong, right)
        same_end = shared(wrong[same:][::-1], right[same:][::-1])
        places.append(len(typed))
        begin, end = places[start + same], places[start + len(wrong) - same_end]
        typed = typed[:begin] + right[same : len(right) - same_end] + typed[end:]
    return typed


def shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
