// The workbench without reloading: buttons and drops send the same form, and the answer replaces what is shown.
// Without script every button is an ordinary submit.
const WORKBENCH = "[data-workbench]";
const MESSAGES = ".messages";
let dragged = null;

function bench() {
  return document.querySelector(WORKBENCH);
}

function announce(text) {
  document.dispatchEvent(new CustomEvent("w-messages:add", { detail: { text, type: "error", clear: true } }));
}

// What was refused is typed once only.
function typedPages() {
  return [...document.querySelectorAll(".gz-pages input")].map((field) => [field.name, field.value]);
}

// One after the other, each from what the one before has left; a second click on the same button is none.
let queue = Promise.resolve();
const waiting = new Set();

function send(value) {
  if (waiting.has(value)) return;
  waiting.add(value);
  queue = queue.then(() => post(value)).finally(() => waiting.delete(value));
}

async function post(value) {
  const form = document.getElementById("arrange");
  const data = new FormData(form);
  data.set("do", value);
  bench().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: data });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector(WORKBENCH);
    if (!answer.ok || !fresh) {
      // Signed out, or an error page: let the browser show what there is.
      window.location.assign(answer.url);
      return;
    }
    const said = page.querySelector(MESSAGES);
    const typed = said?.querySelector(".error") ? typedPages() : [];
    bench().replaceWith(fresh);
    for (const [name, value] of typed) {
      const field = document.querySelector(`.gz-pages [name="${name}"]`);
      if (field) field.value = value;
    }
    if (said) document.querySelector(MESSAGES)?.replaceWith(said);
    restoreFocus(value);
  } catch {
    bench().removeAttribute("aria-busy");
    announce("没有保存：网络不通。请检查网络后重试。");
  }
}

// The keyboard stays where it was: on the same button, else on the entry's next one.
function restoreFocus(value) {
  const again = [...document.querySelectorAll("[name=do]")].find((one) => one.value === value);
  const removed = value.startsWith("remove:") && document.querySelector("[value=undo]");
  (again || removed || document.querySelector(".gz-candidate button, .gz-entry button"))?.focus();
}

document.addEventListener("submit", (event) => {
  if (event.target.id !== "arrange" || !event.submitter) return;
  event.preventDefault();
  send(event.submitter.value);
});

function clear() {
  for (const one of document.querySelectorAll(".gz-drop-before, .gz-drop-end")) {
    one.classList.remove("gz-drop-before", "gz-drop-end");
  }
}

function target(event) {
  const list = event.target.closest?.("[data-part]");
  if (!list) return null;
  const rows = [...list.querySelectorAll("[data-entry]")].filter((row) => row !== dragged);
  const before = rows.find((row) => {
    const box = row.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2;
  });
  return { list, before, position: (before ? rows.indexOf(before) : rows.length) + 1 };
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-entry], [data-page]");
  if (dragged) {
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.entry || dragged.dataset.page);
  }
});

document.addEventListener("dragover", (event) => {
  const place = dragged && target(event);
  if (!place) return;
  event.preventDefault();
  clear();
  if (place.before) place.before.classList.add("gz-drop-before");
  else place.list.classList.add("gz-drop-end");
});

document.addEventListener("drop", (event) => {
  const place = dragged && target(event);
  if (!place) return;
  event.preventDefault();
  const thing = dragged.dataset.entry ? `entry:${dragged.dataset.entry}` : `page:${dragged.dataset.page}`;
  send(`drop:${thing}:${place.list.dataset.part}:${place.position}`);
});

document.addEventListener("dragend", () => {
  dragged = null;
  clear();
});
