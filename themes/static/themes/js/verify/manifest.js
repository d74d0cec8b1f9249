// The signed manifest of an issue: fetched with its signature and the key it names, and verified here.
import { canVerifySignatures, digestOf } from "./sha256.js";

// Not from the browser's cache: what stands there now is what is to be checked.
export async function fetched(url) {
  const answer = await fetch(url, { cache: "no-cache", credentials: "omit" });
  if (!answer.ok) throw new Error(answer.status === 410 ? "这一内容已撤回" : `取不到 ${url}（${answer.status}）`);
  return answer.blob();
}

const bytesOf = async (url) => new Uint8Array(await (await fetched(url)).arrayBuffer());

// `signed`: true, false, or null where this browser cannot tell. `path` is that of the issue, "/gazette/2015/7/".
export async function loadManifest(path) {
  const [body, signature, keys] = await Promise.all([
    bytesOf(`${path}manifest.json`), bytesOf(`${path}manifest.sig`),
    fetched("/gazette/keys.json").then((blob) => blob.text()).then(JSON.parse),
  ]);
  const manifest = JSON.parse(new TextDecoder().decode(body));
  const key = keys.keys.find((one) => one.fingerprint === manifest.key);
  const digest = await digestOf(new Blob([body]));
  // Else a manifest of another issue, rightly signed, would do in the place of this one.
  const right = manifest.issue?.path === path;
  return { manifest, key, digest, signed: right ? await isSigned(body, signature, key) : false };
}

async function isSigned(body, signature, key) {
  if (!key) return false;
  const der = fromPem(key.public_key);
  // The fingerprint that the reader compares must be of the very key that verifies.
  if ((await digestOf(new Blob([der]))) !== key.fingerprint) return false;
  if (!canVerifySignatures) return null;
  try {
    const algorithm = { name: "ECDSA", namedCurve: "P-256" };
    const imported = await crypto.subtle.importKey("spki", der, algorithm, false, ["verify"]);
    return await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, imported, rawSignature(signature), body);
  } catch {
    return false;
  }
}

function fromPem(pem) {
  const text = atob(pem.replace(/-----[A-Z ]+-----/g, "").replace(/\s/g, ""));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

// From DER (SEQUENCE of two INTEGERs, as openssl takes it) to r and s of 32 bytes each, as WebCrypto takes it.
export function rawSignature(der) {
  const raw = new Uint8Array(64);
  let at = 2;
  for (const half of [0, 32]) {
    if (der[at] !== 2) throw new Error("no ECDSA signature");
    const length = der[at + 1];
    let number = der.subarray(at + 2, at + 2 + length);
    while (number.length > 32 && number[0] === 0) number = number.subarray(1);
    raw.set(number, half + 32 - number.length);
    at += 2 + length;
  }
  return raw;
}

export const addressOfFile = (path, file) =>
  `${path}${file.entry ? `${file.entry}/` : ""}files/${encodeURIComponent(file.name)}`;
