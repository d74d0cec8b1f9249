// Keeps the page of a provisioning job up to date; without script the page is reloaded by hand.
const box = document.querySelector("[data-provision-progress]");
const PAUSE = 2000;

function show(job) {
  box.querySelector("[data-label]").textContent = job.label;
  box.querySelector("[data-done]").textContent = job.done;
  box.querySelector("[data-total]").textContent = job.total;
  box.querySelector("[data-bar]").value = job.percent;
  const list = box.querySelector("[data-messages]");
  list.replaceChildren(
    ...job.messages.map((message) => {
      const item = document.createElement("li");
      item.textContent = message;
      return item;
    }),
  );
  document.querySelector("[data-resume]").hidden = !job.resumable;
}

async function ask() {
  let over = false;
  try {
    const answer = await fetch(box.dataset.provisionProgress, { headers: { Accept: "application/json" } });
    if (answer.ok) {
      const job = await answer.json();
      show(job);
      over = job.over;
    }
  } catch {
    // The server may be restarting: ask again.
  }
  if (!over) {
    setTimeout(ask, PAUSE);
  }
}

if (box && box.dataset.over !== "true") {
  setTimeout(ask, PAUSE);
}
