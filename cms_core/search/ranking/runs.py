"""Pieces of a question that a text has word for word, the longer the better."""

# Between 1, where three pairs apart count as much as in a row, and 2, where one long run is all that matters.
POWER = 1.5


def runs_in(pieces: list[str], text: str) -> tuple[float, bool]:
    """(0 to 1 for how much of the pieces stands in `text` in long runs, whether every piece stands there whole)."""
    length = sum(map(len, pieces))
    if not length:
        return 0.0, False
    total, whole = 0.0, True
    for piece in pieces:
        found = longest_runs(piece, text)
        total += sum((run - 1) ** POWER for run in found)
        whole = whole and found == [len(piece)]
    return total / length**POWER, whole


def longest_runs(piece: str, text: str) -> list[int]:
    """Lengths of the stretches of `piece` that stand in `text`, each as long as it can be, from left to right."""
    found, start = [], 0
    while start < len(piece) - 1:
        end = start + 2
        if piece[start:end] not in text:
            start += 1
            continue
        while end < len(piece) and piece[start : end + 1] in text:
            end += 1
        found.append(end - start)
        start = end - 1 if end < len(piece) else end
    return found
