"""Chinese numerals as numbers: 一百二十三 is 123, 二〇一五 is 2015."""

DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "〇零一二两三四五六七八九十百千"


def number_of(numeral: str) -> int | None:
    """Of Chinese or Arabic digits up to four figures; None for what is no number."""
    if numeral.isascii():
        return int(numeral) if numeral.isdigit() else None
    if not any(character in UNITS for character in numeral):
        figures = [DIGITS.get(character) for character in numeral]
        return None if None in figures else int("".join(map(str, figures)))
    total, figure = 0, None
    for character in numeral:
        if character in UNITS:
            total += (1 if figure is None else figure) * UNITS[character]
            figure = None
        elif character in DIGITS:
            figure = DIGITS[character]
        else:
            return None
    return total + (figure or 0)
