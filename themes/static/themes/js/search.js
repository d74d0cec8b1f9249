// Suggestions below a search box (a combobox with a listbox, ARIA 1.2), the folding choices of the search page, and the
// place of a result that is opened. Without it every search works.
const PAUSE = 150;
const LEAST = 1;

for (const form of document.querySelectorAll("form[data-search]")) suggestTo(form);
for (const facets of document.querySelectorAll("[data-facets]")) fold(facets);
for (const results of document.querySelectorAll("[data-results]")) tellWhatIsOpened(results);

function suggestTo(form) {
  const input = form.querySelector("input[name=q]");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let typed = input.value, active = -1, timer = 0, asking = null;

  list.id = `${input.id}-suggestions`;
  list.className = "suggested";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "搜索建议");
  status.className = "unseen";
  status.setAttribute("role", "status");
  form.append(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    point(-1);
    status.textContent = "";
  }

  function point(to) {
    const options = list.children;
    if (options[active]) options[active].setAttribute("aria-selected", "false");
    active = to;
    if (options[active]) {
      options[active].setAttribute("aria-selected", "true");
      options[active].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[active].id);
    } else input.removeAttribute("aria-activedescendant");
  }

  function show(titles) {
    active = -1;
    list.replaceChildren(...titles.map((title, place) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = title;
      return option;
    }));
    input.removeAttribute("aria-activedescendant");
    list.hidden = titles.length === 0;
    input.setAttribute("aria-expanded", String(titles.length > 0));
    status.textContent = titles.length ? `有 ${titles.length} 条建议，用上下方向键选择` : "";
  }

  async function ask() {
    asking?.abort();
    const text = input.value.trim();
    if (text.length < LEAST || text.length > 40) return close();
    const own = asking = new AbortController();
    const scope = form.querySelector("[name=scope]")?.value === "all" ? "&scope=all" : "";
    try {
      const answer = await fetch(`/search/suggest.json?q=${encodeURIComponent(text)}${scope}`, { signal: own.signal });
      const found = answer.ok ? (await answer.json()).suggestions : [];
      if (!own.signal.aborted && document.activeElement === input) show(found.filter((title) => title !== text));
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function choose(option) {
    input.value = option.textContent;
    close();
    form.requestSubmit();
  }

  input.addEventListener("input", (event) => {
    typed = input.value;
    clearTimeout(timer);
    // Half-typed pinyin of an input method is asked too: titles are found by it.
    timer = setTimeout(ask, PAUSE);
    if (!typed.trim() && !event.isComposing) close();
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const options = list.children, open = !list.hidden;
    if (event.key === "Escape" && open) {
      event.preventDefault();
      input.value = typed;
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.altKey) {
      if (!open) {
        if (event.key === "ArrowDown") ask();
        return;
      }
      event.preventDefault();
      // One place more than there are options: the box itself.
      const places = options.length + 1, step = event.key === "ArrowDown" ? 1 : -1;
      point(((active + 1 + step + places) % places) - 1);
      input.value = active < 0 ? typed : options[active].textContent;
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      choose(options[active]);
    }
  });
  input.addEventListener("blur", close);
  // Before the box loses the focus; a finger that scrolls the list chooses nothing.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
}

function fold(facets) {
  const toggle = facets.querySelector(".facets-toggle");
  toggle.addEventListener("click", () => {
    toggle.setAttribute("aria-expanded", String(facets.classList.toggle("open")));
  });
}

function tellWhatIsOpened(results) {
  const { query, scope, before } = results.dataset;
  results.addEventListener("click", (event) => {
    const item = event.target.closest(".result-title a")?.closest("li");
    if (!item || !navigator.sendBeacon) return;
    const position = Number(before) + [...results.children].indexOf(item) + 1;
    navigator.sendBeacon("/search/clicked", new URLSearchParams({ q: query, scope, position }));
  });
}
