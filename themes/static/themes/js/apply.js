// Applications: the first thing to read is reached first, the browser does its little work, receipts are printed.
import { Sha256 } from "./verify/sha256.js";

document.querySelector("[data-first]")?.focus();
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// How much room is left in a long text, once it is nearly full; the server counts the same way.
for (const area of document.querySelectorAll("textarea[data-most]")) {
  const most = Number(area.dataset.most), room = document.createElement("p");
  room.className = "hint";
  room.setAttribute("role", "status");
  area.after(room);
  const count = () => {
    const left = most - [...area.value.trim()].length;
    room.textContent = left < 0 ? `超出 ${-left} 字，请精简或者作为附件上传。` : left <= most / 10 ? `还可以写 ${left} 字。` : "";
  };
  area.addEventListener("input", count);
  count();
}

const SLICE = 30; // milliseconds at a time, so that the page stays usable
const PATIENCE = 20000; // then the question is there as well

// A number so that the SHA-256 of "token.number" begins with `bits` zero bits.
async function work(token, bits) {
  const begun = performance.now(), start = new TextEncoder().encode(`${token}.`);
  const whole = Math.floor(bits / 4), rest = 16 >> bits % 4;
  for (let number = 0; ; ) {
    const until = performance.now() + SLICE;
    while (performance.now() < until) {
      const hex = new Sha256().update(start).update(new TextEncoder().encode(String(number))).hex();
      if (/^0*/.exec(hex)[0].length >= whole && parseInt(hex[whole], 16) < rest) return String(number);
      number += 1;
    }
    if (performance.now() - begun > PATIENCE) return "";
    await new Promise((resolve) => setTimeout(resolve));
  }
}

for (const form of document.querySelectorAll("form[data-proof]")) {
  const question = form.querySelector("[data-question]"), status = form.querySelector("[data-status]");
  if (!question) continue;
  question.hidden = true;
  let waiting = null;
  const done = work(form.dataset.proof, Number(form.dataset.bits)).catch(() => "").then((proof) => {
    form.elements.proof.value = proof;
    if (!proof) question.hidden = false;
    status.textContent = proof ? "" : "请回答安全验证的问题后提交。";
    return proof;
  });
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.value !== "send" || form.elements.proof.value || !question.hidden) return;
    event.preventDefault();
    status.textContent = "正在进行安全验证，请稍候，完成后自动提交……";
    waiting ??= done.then((proof) => { waiting = null; if (proof) form.requestSubmit(button); });
  });
}
