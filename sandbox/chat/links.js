/** Owns links: which lead out, which open something here (the bot's deep links, a message, a group's choice). */
import { el } from "./dom.js";
import { notice } from "./dialog.js";
import { followStart, openAt, openPrivate } from "./navigation.js";
import { chooseGroupFor } from "./groups.js";
import { state } from "./store.js";
import { t } from "./words.js";

/** @returns {{kind: "start"|"startgroup"|"private", payload: string}|{kind: "message", chat: number, message: number}|null} */
export function leadsHere(url) {
  let parsed;
  try {
    parsed = new URL(/^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`);
  } catch {
    return null;
  }
  const steps = parsed.pathname.split("/").filter(Boolean);
  const onTelegram = /^(www\.)?(t\.me|telegram\.me)$/.test(parsed.hostname) && /^https?:$/.test(parsed.protocol);
  if (onTelegram && steps[0] === "c" && steps.length > 2)
    return { kind: "message", chat: Number(`-100${steps[1]}`), message: Number(steps.at(-1)) };
  const resolves = parsed.protocol === "tg:" && (parsed.hostname || steps[0]) === "resolve";
  const name = resolves ? parsed.searchParams.get("domain") : onTelegram && steps.length === 1 ? steps[0] : null;
  if (!name || name.toLowerCase() !== state.bot?.username?.toLowerCase()) return null;
  for (const kind of ["start", "startgroup"])
    if (parsed.searchParams.has(kind)) return { kind, payload: parsed.searchParams.get(kind) };
  return { kind: "private", payload: "" };
}

/** An address that is safe to open in a browser, or null. */
function outside(url) {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`;
  try {
    return ["http:", "https:", "mailto:"].includes(new URL(whole).protocol) ? whole : null;
  } catch {
    return null;
  }
}

/** Follows a link that leads here. @returns {boolean} false when it leads out */
export function followHere(url) {
  const place = leadsHere(url);
  if (!place) return false;
  if (place.kind === "message") openAt(place.chat, place.message) || notice(t("gone"));
  else if (place.kind === "startgroup") chooseGroupFor(place.payload);
  else if (place.kind === "start") followStart(place.payload);
  else openPrivate();
  return true;
}

/** @param {string} url @param {import("./dom.js").Child[]} inside */
export function link(url, inside, props = {}) {
  const here = leadsHere(url);
  const href = outside(url);
  if (!here && !href) return el("span", { class: "mention", title: url, ...props }, inside);
  const node = el("a", { href: href ?? "#", title: url, rel: "noopener noreferrer", target: "_blank", data: { focus: url }, ...props }, inside);
  if (here)
    node.addEventListener("click", (event) => {
      event.preventDefault();
      followHere(url);
    });
  return node;
}
