// Where a text that was pasted first differs from the standard text; white space never counts, every other character does.
const WHITE = /[\s\u001c-\u001f\u0085\u200b\ufeff]+/gu;
const BLOCKS = "h2,h3,h4,p,li,caption,th,td,figcaption,blockquote";
const AROUND = 12;

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

// `{same: "whole"|"part"|""}`, and where they differ `paragraph` (from 1) with `official` and `given` around the place.
export function compared(html, title, pasted) {
  const paragraphs = paragraphsOf(html);
  const official = squeezed(new DOMParser().parseFromString(html, "text/html").body.textContent);
  let given = squeezed(pasted);
  if (given === official) return { same: "whole" };
  const head = squeezed(title);
  if (given.startsWith(head)) given = given.slice(head.length);
  if (given === official) return { same: "whole" };
  const found = given ? official.indexOf(given) : -1;
  if (found >= 0) return { same: "part", paragraph: placeIn(paragraphs, found).paragraph, length: [...given].length };
  const { start, skipped } = anchored(official, given);
  let at = 0;
  while (at + skipped < given.length && given[at + skipped] === official[start + at]) at += 1;
  // Not between the halves of a character outside the basic plane.
  if (/[\uDC00-\uDFFF]/.test(official[start + at] ?? "") && at) at -= 1;
  return {
    same: "",
    ...placeIn(paragraphs, start + at),
    official: around(official, start + at),
    given: around(given, skipped + at),
  };
}

// A text pasted without its beginning, or with what stood above it: find where it joins in.
function anchored(official, given) {
  let common = 0;
  while (common < given.length && given[common] === official[common]) common += 1;
  if (common >= AROUND) return { start: 0, skipped: 0 };
  for (let skipped = 0; skipped + AROUND <= given.length && skipped < 2000; skipped += 1) {
    const start = official.indexOf(given.slice(skipped, skipped + AROUND));
    // Where both stand at their beginning, what differs before the anchor is the place.
    if (start >= 0) return start === skipped ? { start: 0, skipped: 0 } : { start, skipped };
  }
  return { start: 0, skipped: 0 };
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
