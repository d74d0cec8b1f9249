// Tabs: the strip is a list of links to the columns; a script turns it into tabs with arrow keys (ARIA tab pattern).
for (const tabs of document.querySelectorAll("[data-tabs]")) {
  const strip = tabs.querySelector(".tab-strip");
  const links = [...strip.querySelectorAll("a")];
  const panels = links.map((link) => document.getElementById(link.dataset.panel));
  const show = (chosen) => links.forEach((link, i) => {
    const on = i === chosen;
    link.setAttribute("aria-selected", String(on));
    link.tabIndex = on ? 0 : -1;
    panels[i].hidden = !on;
  });
  strip.setAttribute("role", "tablist");
  links.forEach((link, i) => {
    link.parentElement.setAttribute("role", "presentation");
    link.setAttribute("role", "tab");
    link.setAttribute("aria-controls", panels[i].id);
    panels[i].setAttribute("role", "tabpanel");
    panels[i].setAttribute("aria-labelledby", link.id);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(i);
    });
    link.addEventListener("keydown", (event) => {
      const last = links.length - 1;
      const to = { ArrowRight: i === last ? 0 : i + 1, ArrowLeft: i === 0 ? last : i - 1, Home: 0, End: last, " ": i }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      show(to);
      links[to].focus();
    });
  });
  show(0);
  tabs.classList.add("ready");
}
