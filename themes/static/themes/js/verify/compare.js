// Where a text that was pasted first differs from the standard text; white space never counts, every other character does.
const WHITE = /[\s\u001c-\u001f\u0085\u200b\ufeff]+/gu;
const BLOCKS = "h2,h3,h4,p,li,caption,th,td,figcaption,blockquote";
const AROUND = 12;
const FEW = 6; // of a line or two

// As `gazette.texts.canonical.words_digest` spells it.
export const squeezed = (text) => text.normalize("NFC").replace(WHITE, "");

// The paragraphs of standard text, in its order; a block that holds blocks is left to them.
export function paragraphsOf(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return [...parsed.body.querySelectorAll(BLOCKS)]
    .filter((block) => !block.querySelector(BLOCKS))
    .map((block) => squeezed(block.textContent))
    .filter(Boolean);
}

// `{same: "whole"|"part"|"within"|""}`: "within", where the whole text stands among other words below its title (`before` and `after`:
// how many). Where they differ, `paragraph` (from 1) with `official` and `given` around the place; `joined`: that they
// have some words in common at all.
export function compared(html, title, pasted) {
  const paragraphs = paragraphsOf(html);
  const official = squeezed(new DOMParser().parseFromString(html, "text/html").body.textContent);
  let given = squeezed(pasted);
  if (given === official) return { same: "whole" };
  const head = squeezed(title);
  const headed = given.startsWith(head);
  if (headed) given = given.slice(head.length);
  if (given === official) return { same: "whole" };
  const found = given ? official.indexOf(given) : -1;
  if (found >= 0) return { same: "part", paragraph: placeIn(paragraphs, found).paragraph, length: [...given].length };
  // The plain text that we hand out has facts above the text and the issue below it.
  const inside = headed && official ? given.indexOf(official) : -1;
  if (inside >= 0) {
    return { same: "within", before: [...given.slice(0, inside)].length, after: [...given.slice(inside + official.length)].length };
  }
  const { start, skipped, joined } = anchored(official, given);
  let at = 0;
  while (at + skipped < given.length && given[at + skipped] === official[start + at]) at += 1;
  // Not between the halves of a character outside the basic plane.
  if (/[\uDC00-\uDFFF]/.test(official[start + at] ?? "") && at) at -= 1;
  return {
    same: "",
    joined,
    ...placeIn(paragraphs, start + at),
    official: around(official, start + at),
    given: around(given, skipped + at),
  };
}

// A text pasted without its beginning, or with what stood above it: find where it joins in.
function anchored(official, given) {
  const enough = given.length < 4 * AROUND ? FEW : AROUND;
  let common = 0;
  while (common < given.length && given[common] === official[common]) common += 1;
  if (common >= enough) return { start: 0, skipped: 0, joined: true };
  for (let skipped = 0; skipped + enough <= given.length && skipped < 2000; skipped += 1) {
    const start = official.indexOf(given.slice(skipped, skipped + enough));
    // Where both stand at their beginning, what differs before the anchor is the place.
    if (start >= 0) return { ...(start === skipped ? { start: 0, skipped: 0 } : beginning(official, given, start, skipped)), joined: true };
  }
  return { start: 0, skipped: 0, joined: false };
}

// An excerpt that differs within its first words joins in only after the difference; go back to where it began. What
// stood above the text on its page has no beginning there, and is left out.
function beginning(official, given, start, skipped) {
  let best = { start, skipped, run: 0 };
  for (const shift of [0, -1, 1, -2, 2]) {
    const from = start - skipped + shift;
    let run = 0;
    while (from >= 0 && run < skipped && given[run] === official[from + run]) run += 1;
    if (run > best.run && run >= Math.min(2, skipped)) best = { start: from, skipped: 0, run };
  }
  return !best.run && skipped <= 2 && start >= skipped ? { start: start - skipped, skipped: 0 } : best;
}

function placeIn(paragraphs, at) {
  let before = 0;
  for (const [index, text] of paragraphs.entries()) {
    if (at < before + text.length) return { paragraph: index + 1, character: [...text.slice(0, at - before)].length + 1 };
    before += text.length;
  }
  return { paragraph: paragraphs.length, character: [...(paragraphs.at(-1) ?? "")].length + 1 };
}

// Three strings: before, the place itself, after; the place is empty at the end of a text.
function around(text, at) {
  const [here = ""] = [...text.slice(at, at + 2)];
  return [text.slice(Math.max(0, at - AROUND), at), here, text.slice(at + here.length, at + here.length + AROUND)];
}
