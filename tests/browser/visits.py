"""Each page is opened once a mode; what axe, console, policy and the narrow screen say is kept for the tests."""

from dataclasses import dataclass, field
from pathlib import Path

import axe_playwright_python

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN_AXE = "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(r => r.violations)"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
COLLECT = """
window.__violations = [];
document.addEventListener('securitypolicyviolation',
  event => window.__violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""
# What stands wider than the window although nothing around it scrolls.
OVERFLOWING = """() => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const wide = [...document.body.querySelectorAll('*')]
    .filter(one => one.getBoundingClientRect().right > page.clientWidth + 1)
    .map(one => `${one.tagName.toLowerCase()}.${one.className} ${Math.round(one.getBoundingClientRect().right)}px`);
  return [`page ${page.scrollWidth}px of ${page.clientWidth}px`, ...wide.slice(0, 5)];
}"""


@dataclass
class Seen:
    status: int
    barriers: list[str]
    overflowing: list[str]
    complaints: list[str] = field(default_factory=list)


class Visits:
    def __init__(self, browser, served):
        self.served = served
        self.contexts = {mode: self.open_context(browser, mode) for mode in ("normal", "elder")}
        self.pages = {mode: context.new_page() for mode, context in self.contexts.items()}
        self.seen: dict[tuple[str, str], Seen] = {}

    def open_context(self, browser, mode):
        context = browser.new_context(viewport=WIDE, locale="zh-CN", reduced_motion="reduce")
        context.add_init_script(COLLECT)
        if mode == "elder":
            hosts = {url.split("/")[2].split(":")[0] for pages in self.served.pages.values() for url in pages.values()}
            context.add_cookies([{"name": "display", "value": "elder", "domain": host, "path": "/"} for host in hosts])
        return context

    def see(self, look: str, kind: str, mode: str) -> Seen:
        url = self.served.pages[look][kind]
        if (url, mode) not in self.seen:
            self.seen[url, mode] = self.look_at(self.pages[mode], url)
        return self.seen[url, mode]

    def look_at(self, page, url: str) -> Seen:
        complaints = []

        def console(message):
            # The browser itself says that the page asked for is missing; that is the answer we want of it.
            if message.type in {"error", "warning"} and message.location.get("url") != url:
                complaints.append(f"{message.type}: {message.text}")

        page.on("console", console)
        page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
        page.set_viewport_size(WIDE)
        status = page.goto(url, wait_until="load").status
        page.evaluate(AXE)
        barriers = [
            f"{found['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
            for found in page.evaluate(RUN_AXE, TAGS)
            for node in found["nodes"][:3]
        ]
        complaints += [f"policy: {text}" for text in page.evaluate("window.__violations")]
        page.set_viewport_size(NARROW)
        overflowing = page.evaluate(OVERFLOWING)
        page.remove_listener("console", console)
        return Seen(status, barriers, overflowing, complaints)

    def close(self):
        for context in self.contexts.values():
            context.close()
