// What a check found, in plain words, into a live region; text is always set as text.
export const element = (name, text = "", className = "") => {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
};

const KINDS = { pdf: "PDF 版", epub: "EPUB 版", archive: "全文数据包", scan: "扫描版", cover: "封面", attachment: "附件", picture: "图片" };

export function nameOf(line) {
  if (!line.kind) return `第${line.number}条《${line.title}》的数据文件`;
  const kind = KINDS[line.kind] ?? line.kind;
  return line.entry ? `第${line.entry}条的${kind}“${line.name}”` : ["pdf", "epub", "archive"].includes(line.kind) ? kind : `${kind}“${line.name}”`;
}

export const issueName = (manifest) => `${manifest.issue.year}年第${manifest.issue.number}期`;

// `kind`: good, bad, doubt or busy.
export function say(place, kind, heading, ...lines) {
  place.className = `verdict ${kind}`;
  place.replaceChildren(element("p", heading, "verdict-heading"), ...lines.map((line) => (line instanceof Node ? line : element("p", line))));
}

export function signatureLine({ signed, key, manifest }) {
  const printed = key ? `密钥指纹 ${key.spoken}，请与纸质公报上刊印的指纹核对。` : "";
  if (signed) return `本期清单（第${manifest.version}版）签名有效。${printed}`;
  if (signed === null) return "本页不是通过 HTTPS 打开的，浏览器不提供签名校验：以上只是与本站现在给出的清单比对，没有核实签名。请改用 https 地址，或按下文的命令核实。";
  return "本期清单的签名不成立。";
}

// The two texts around the place where they part.
export function difference({ paragraph, character, official, given }) {
  const list = element("dl", "", "difference");
  for (const [name, [before, here, after]] of [["公布的文本", official], ["您粘贴的文本", given]]) {
    const text = element("dd", `…${before}`);
    text.append(element("mark", here || "（到此为止）"), `${after}${here ? "…" : ""}`);
    list.append(element("dt", name), text);
  }
  const whole = element("div");
  whole.append(element("p", `第一处不同在第${paragraph}段第${character}字：`), list);
  return whole;
}
