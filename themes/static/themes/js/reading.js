// Reading tools: font size (remembered on this device), copy the address, the system's own sharing, print.
const root = document.documentElement;
const remember = (size) => { try { localStorage.setItem("size", size); } catch { /* private mode */ } };
const recalled = () => { try { return localStorage.getItem("size"); } catch { return null; } };

for (const group of document.querySelectorAll("[data-font-size]")) {
  const buttons = [...group.querySelectorAll("[data-size]")];
  const set = (size) => {
    root.dataset.size = size;
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.size === size)));
  };
  group.hidden = false;
  buttons.forEach((button) => button.addEventListener("click", () => { set(button.dataset.size); remember(button.dataset.size); }));
  set(buttons.some((button) => button.dataset.size === recalled()) ? recalled() : "normal");
}

for (const group of document.querySelectorAll("[data-share]")) {
  const url = group.dataset.url || location.href;
  const note = group.querySelector(".share-note");
  const acts = {
    copy: async () => {
      try { await navigator.clipboard.writeText(url); note.textContent = "链接已复制"; }
      catch { note.textContent = `请手工复制：${url}`; }
    },
    share: () => navigator.share({ title: group.dataset.title, url }).catch(() => {}),
    print: () => window.print(),
  };
  group.hidden = false;
  for (const button of group.querySelectorAll("[data-act]")) {
    if (button.dataset.act === "share" && navigator.share) button.hidden = false;
    button.addEventListener("click", acts[button.dataset.act]);
  }
}
