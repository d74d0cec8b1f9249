"""How a reader wants pages displayed: 长者版, high contrast, a big pointer (section 9.1: A5, A8, A9, A11).

Pages are the same file for every reader, so the choice lives in a cookie and is answered by one stylesheet,
`/display.css`, that every page links. It works without a script, and nothing flashes while the page loads.
"""

from functools import cache
from pathlib import Path

COOKIE = "display"
COOKIE_AGE = 365 * 24 * 3600
STYLES = Path(__file__).parent / "static" / "themes" / "display"

MODES = {
    "elder": ("长者版", "大字号、大按钮、单栏排列，只留正文与主要栏目。"),
    "contrast": ("高对比度", "白底黑字，链接加下划线，不用浅色。"),
    "pointer": ("特大鼠标", "鼠标指针放大为三倍。"),
}


def chosen(cookie: str) -> list[str]:
    """Modes named in the cookie, in the order of MODES; whatever else it says is ignored."""
    named = set((cookie or "").split("."))
    return [mode for mode in MODES if mode in named]


def changed(cookie: str, changes: dict[str, str]) -> str:
    """The cookie after `{"elder": "1", "contrast": "0"}`."""
    modes = set(chosen(cookie))
    for mode, wanted in changes.items():
        if mode in MODES:
            modes = modes | {mode} if wanted == "1" else modes - {mode}
    return ".".join(mode for mode in MODES if mode in modes)


@cache
def rules(mode: str) -> str:
    return (STYLES / f"{mode}.css").read_text(encoding="utf-8")


def stylesheet(modes: list[str]) -> str:
    return "\n".join(rules(mode) for mode in modes)
