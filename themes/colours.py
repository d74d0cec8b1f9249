"""Colours of a portal: from one hue, shades that keep text readable (WCAG 2.2, 1.4.3: contrast of at least 4.5)."""

import colorsys
import re

HEX = re.compile(r"#[0-9a-fA-F]{6}")
READABLE = 4.5
WHITE = "#ffffff"


class InvalidColour(ValueError):
    """Its message is for the editor."""


def channels(colour: str) -> tuple[float, float, float]:
    """`#9B1C1C` → three numbers from 0 to 1."""
    if not HEX.fullmatch(colour or ""):
        raise InvalidColour(f"主色“{colour}”不是有效的颜色，请写成 # 加六位十六进制数字，如 #9B1C1C。")
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))


def to_hex(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(value * 255):02x}" for value in (red, green, blue))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def with_lightness(colour: str, lightness: float, saturation: float | None = None) -> str:
    hue, _, own = colorsys.rgb_to_hls(*channels(colour))
    return to_hex(*colorsys.hls_to_rgb(hue, lightness, own if saturation is None else saturation))


def darkened_until(colour: str, background: str, ratio: float) -> str:
    """The colour itself where it is readable on `background`, else the lightest darker one that is."""
    lightness = colorsys.rgb_to_hls(*channels(colour))[1]
    while contrast(colour, background) < ratio and lightness > 0:
        lightness = max(0.0, lightness - 0.01)
        colour = with_lightness(colour, lightness)
    return colour


def palette(hue: str) -> dict[str, str]:
    """The custom properties that follow from a portal's own hue.

    `--hue` is text on paper, on `--hue-soft` and under white text, so it is darkened until all three are readable.
    """
    saturation = colorsys.rgb_to_hls(*channels(hue))[2]
    soft = with_lightness(hue, 0.96, min(saturation, 0.4))
    readable = darkened_until(hue, soft, READABLE + 0.5)
    lightness = colorsys.rgb_to_hls(*channels(readable))[1]
    return {
        "--hue": readable,
        "--hue-strong": with_lightness(readable, lightness * 0.72),
        "--hue-soft": soft,
        "--hue-line": with_lightness(hue, 0.84, min(saturation, 0.4)),
    }
