// Asks how far the check of a workbook is, and shows the result when it is over; without script a link reloads the page.
const box = document.querySelector("[data-upload-progress]");
const PAUSE = 1000;

async function ask() {
  try {
    const answer = await fetch(box.dataset.uploadProgress, { headers: { Accept: "application/json" } });
    if (answer.ok) {
      const told = await answer.json();
      if (told.over) {
        location.reload();
        return;
      }
      box.querySelector("[data-stage]").textContent = told.stage;
      box.querySelector("[data-done]").textContent = told.done;
      document.querySelector("[data-silent]").hidden = !told.silent;
    }
  } catch {
    // The server may be restarting: ask again.
  }
  setTimeout(ask, PAUSE);
}

if (box) {
  setTimeout(ask, PAUSE);
}
