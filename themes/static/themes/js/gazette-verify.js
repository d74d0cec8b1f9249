// 校验: a file or text is held against the signed manifest of an issue, here in the browser; it is never sent anywhere.
// On the page without an issue, the digest alone (64 hexadecimal digits) asks the server which issue it belongs to.
import { compared, squeezed } from "./verify/compare.js";
import { addressOfFile, fetched, loadManifest } from "./verify/manifest.js";
import { difference, issueName, nameOf, say, signatureLine } from "./verify/report.js";
import { digestOf, digestOfText } from "./verify/sha256.js";

const root = document.querySelector("[data-verify]");
const part = (name) => root.querySelector(`[data-part="${name}"]`);
const [fileResult, textResult, allResult] = ["file-result", "text-result", "all-result"].map(part);
let loading;
const ownManifest = () => (loading ??= loadManifest(root.dataset.issue).catch((error) => { loading = null; throw error; }));
const PROBLEM = "没有完成校验";
const DISTRUST = "请不要据此判断，并通过“我为政府网站找错”告知我们。";

// Runs a check that may fail on the way: no network, a withdrawn issue.
async function checking(place, act) {
  say(place, "busy", "正在校验…");
  try { await act(); } catch (error) { say(place, "doubt", PROBLEM, `${error.message}。请检查网络后重试。`); }
}

// The manifest of the issue that is shown, else of the newest one in which the digest was published.
async function manifestFor(digest) {
  if (root.dataset.issue) return ownManifest();
  const { found } = JSON.parse(await (await fetched(`/gazette/verify/find?sha256=${digest}`)).text());
  return found.length ? loadManifest(found[0].path) : null;
}

const lineOf = ({ entries, files }, digest) => [...entries, ...files].find((line) => line.sha256 === digest);

function checkFile(file) {
  return checking(fileResult, async () => {
    const digest = await digestOf(file, (done) => say(fileResult, "busy", `正在计算校验值… ${Math.round(done * 100)}%`));
    const own = `您的文件“${file.name}”的 SHA-256 为 ${digest}`;
    const proof = await manifestFor(digest);
    if (!proof) {
      say(fileResult, "bad", "没有找到：本公报已公布的各期中没有这个文件。", own, "文件可能已被改动，也可能不是从本公报下载的。网页另存的文件因浏览器而异，请改为粘贴文字比对。");
      return;
    }
    const issue = issueName(proof.manifest);
    const line = lineOf(proof.manifest, digest);
    if (proof.signed === false) {
      say(fileResult, "doubt", `无法确认：${issue}的清单签名不成立。`, DISTRUST, own);
    } else if (digest === proof.digest) {
      say(fileResult, proof.signed ? "good" : "doubt", `一致：这就是${issue}的签名清单。`, signatureLine(proof), own);
    } else if (line) {
      say(fileResult, proof.signed ? "good" : "doubt", `一致：与${issue}公布的${nameOf(line)}完全相同。`, signatureLine(proof), own);
    } else {
      const namesake = proof.manifest.files.find((one) => one.name === file.name);
      const official = namesake ? `清单中的${nameOf(namesake)}为 ${namesake.sha256}` : "清单中没有同名的文件，它可能不属于这一期。";
      say(fileResult, "bad", `不一致：您的文件不是${issue}公布的任何一个文件，或已被改动。`, own, official, signatureLine(proof));
    }
  });
}

function checkText(text, number) {
  return checking(textResult, async () => {
    if (!squeezed(text)) return say(textResult, "doubt", "请先粘贴文字。");
    const digest = await digestOfText(squeezed(text));
    const proof = await manifestFor(digest);
    if (!proof) return say(textResult, "bad", "没有找到与之完全相同的全文。", "只粘贴了一段，或要看从哪里开始不同，请在上面填写年份和期号，到那一期的校验页比对。");
    const issue = issueName(proof.manifest);
    if (proof.signed === false) return say(textResult, "doubt", `无法确认：${issue}的清单签名不成立。`, DISTRUST);
    const kind = proof.signed ? "good" : "doubt";
    const { entries } = proof.manifest;
    const whole = entries.find((line) => line.text_sha256 === digest);
    if (whole) return say(textResult, kind, `一致：与${issue}第${whole.number}条《${whole.title}》的全文逐字相同。`, signatureLine(proof));
    const chosen = number ? entries.find((line) => line.number === number) : entries.find((line) => squeezed(text).includes(squeezed(line.title)));
    const line = chosen ?? (await entryLike(text, proof));
    if (!line) return say(textResult, "bad", `没有找到：${issue}的各篇里没有这段文字。`, "请核对期号，或选择要比对的条目再试。");
    return compareWith(line, text, proof, kind);
  });
}

// The entry of which a few lines were pasted, told by its words.
async function entryLike(text, { manifest }) {
  let joined = null;
  for (const line of manifest.entries) {
    const { html, title } = JSON.parse(await (await fetched(`${manifest.issue.path}${line.number}.json`)).text());
    const result = compared(html, title, text);
    if (result.same) return line;
    if (result.joined) joined ??= line;
  }
  return joined;
}

async function compareWith(line, text, proof, kind) {
  const blob = await fetched(`${proof.manifest.issue.path}${line.number}.json`);
  const name = `${issueName(proof.manifest)}第${line.number}条《${line.title}》`;
  if ((await digestOf(blob)) !== line.sha256) {
    say(textResult, "doubt", `无法确认：本站现在给出的${name}与签名的清单不一致。`, DISTRUST);
    return;
  }
  const { html, title } = JSON.parse(await blob.text());
  const result = compared(html, title, text);
  if (result.same === "whole") say(textResult, kind, `一致：与${name}的全文逐字相同。`, signatureLine(proof));
  else if (result.same === "part") say(textResult, kind, `一致（节选）：您粘贴的 ${result.length} 字与${name}第${result.paragraph}段起逐字相同，但不是全文。`, signatureLine(proof));
  else if (result.same === "within") say(textResult, "doubt", `正文一致，另有文字：您粘贴的文字里有${name}的全文，逐字相同。`, `正文前多出 ${result.before} 字、后多出 ${result.after} 字（如标题、公文要素、出处），不在校验之列，请自行核对。`, signatureLine(proof));
  else say(textResult, "bad", `不一致：与${name}的正文不同。`, difference(result), signatureLine(proof));
}

// Everything that this site hands out of the issue, held against the manifest: also what was changed behind its back.
function checkAll() {
  return checking(allResult, async () => {
    loading = null;
    const proof = await ownManifest();
    const { manifest } = proof;
    const rows = new Map([...root.querySelectorAll("[data-row]")].map((row) => [row.dataset.row, row.querySelector("[data-state]")]));
    const lines = [
      ...manifest.entries.map((line) => [`${manifest.issue.path}${line.number}.json`, line]),
      ...manifest.files.map((line) => [addressOfFile(manifest.issue.path, line), line]),
    ];
    const wrong = [];
    for (const [at, [url, line]] of lines.entries()) {
      say(allResult, "busy", `正在校验第 ${at + 1} 项，共 ${lines.length} 项…`);
      let state = "一致";
      try { if ((await digestOf(await fetched(url))) !== line.sha256) state = "不一致"; } catch (error) { state = error.message; }
      if (state !== "一致") wrong.push(`${nameOf(line)}：${state}`);
      const cell = rows.get(url);
      if (cell) { cell.textContent = state; cell.dataset.state = state === "一致" ? "good" : "bad"; }
    }
    if (proof.signed === false) say(allResult, "bad", "不一致：本期清单的签名不成立，清单可能被改动。", DISTRUST, ...wrong);
    else if (wrong.length) say(allResult, "bad", `不一致：${lines.length} 项中有 ${wrong.length} 项与签名的清单不符。`, ...wrong, DISTRUST, signatureLine(proof));
    else say(allResult, proof.signed ? "good" : "doubt", `一致：本站本期的 ${lines.length} 项内容与签名的清单完全相同。`, signatureLine(proof));
  });
}

function listen() {
  const input = part("file");
  input.addEventListener("change", () => { if (input.files[0]) checkFile(input.files[0]); });
  const drop = part("drop");
  for (const kind of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.toggle("over", kind === "dragover"); });
  }
  // A file that misses the field would replace the page.
  for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => event.preventDefault());
  drop.addEventListener("drop", (event) => { const [file] = event.dataTransfer.files; if (file) checkFile(file); });
  part("compare").addEventListener("click", () => checkText(part("text").value, Number(part("entry")?.value || 0)));
  part("all")?.addEventListener("click", checkAll);
  for (const hidden of root.querySelectorAll("[data-scripted]")) hidden.hidden = false;
}

if (root) listen();
