/** Owns formatted text: Telegram's entities (UTF-16 offsets, nested) to DOM. */
import { el, icon } from "./dom.js";
import { link } from "./links.js";
import { isBot, now, personById, state } from "./store.js";
import { fullMoment, tgTime } from "./time.js";
import { t } from "./words.js";

/**
 * @typedef {{type: string, offset: number, length: number, url?: string, user?: Object, language?: string,
 *   unix_time?: number, date_time_format?: string}} Entity
 * @typedef {{command?: (text: string) => void}} Acts what a tap inside the text can do
 */

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", diff_insert: "ins", diff_delete: "del" };
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/**
 * @param {string} text
 * @param {Entity[]} entities
 * @param {Acts} acts
 * @returns {(Node|string)[]}
 */
export function formatted(text, entities = [], acts = {}) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return between(text, sorted, 0, text.length, acts);
}

function between(text, entities, from, to, acts) {
  const made = [];
  let at = from;
  for (let i = 0; i < entities.length; ) {
    const entity = entities[i];
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    let next = i + 1;
    while (next < entities.length && entities[next].offset < end) next += 1;
    if (end > start) {
      if (start > at) made.push(text.slice(at, start));
      const inside = between(text, entities.slice(i + 1, next), start, end, acts);
      made.push(node(entity, text.slice(start, end), inside, acts));
      at = end;
      if (BLOCKS.has(entity.type) && text[at] === "\n" && at < to) at += 1;
    }
    i = next;
  }
  if (at < to) made.push(text.slice(at, to));
  return made;
}

/** @param {Entity} entity @param {string} raw @param {(Node|string)[]} inside @param {Acts} acts */
function node(entity, raw, inside, acts) {
  const { type } = entity;
  if (TAGS[type]) return el(TAGS[type], {}, inside);
  if (type === "pre") return el("pre", {}, el("code", { data: { language: entity.language ?? "" } }, inside));
  if (type === "blockquote") return el("blockquote", {}, inside);
  if (type === "expandable_blockquote") return expandable(inside);
  if (type === "spoiler") return spoiler(inside);
  if (type === "text_link") return link(entity.url, inside);
  if (type === "url") return link(raw, inside);
  if (type === "email") return el("a", { href: `mailto:${raw}` }, inside);
  if (type === "mention") return mention(raw, inside);
  if (type === "text_mention") return el("span", { class: "mention", title: entity.user?.first_name }, inside);
  if (type === "bot_command") return command(raw, inside, acts);
  if (type === "date_time") return moment(entity, inside);
  if (type === "hashtag" || type === "cashtag" || type === "phone_number") return el("span", { class: "mention" }, inside);
  return el("span", {}, inside);
}

function expandable(inside) {
  const words = el("span", {}, t("showMore"));
  const toggle = el("button", { type: "button", class: "fold", "aria-expanded": "false" }, words, icon("down"));
  const quote = el("blockquote", { class: "expandable" }, el("div", { class: "folded" }, inside), toggle);
  toggle.addEventListener("click", () => {
    const open = quote.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    words.textContent = t(open ? "showLess" : "showMore");
  });
  return quote;
}

function spoiler(inside) {
  const words = el("span", { class: "spoiler-text", "aria-hidden": "true" }, inside);
  const cover = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": t("spoiler") }, words);
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    if (cover.classList.contains("shown")) return;
    event.preventDefault();
    event.stopPropagation();
    cover.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
    words.removeAttribute("aria-hidden");
  };
  cover.addEventListener("click", reveal, { capture: true });
  cover.addEventListener("keydown", reveal);
  return cover;
}

function mention(raw, inside) {
  const username = raw.slice(1).toLowerCase();
  if (state.bot?.username?.toLowerCase() === username) return link(`https://t.me/${state.bot.username}`, inside);
  const person = [...state.people.values()].find((one) => one.username?.toLowerCase() === username);
  return el("span", { class: "mention", title: person && [person.first_name, person.about].filter(Boolean).join(", ") }, inside);
}

function command(raw, inside, acts) {
  if (!acts.command) return el("span", { class: "mention" }, inside);
  return el("button", { type: "button", class: "link-like", data: { focus: raw }, on: { click: () => acts.command(raw) } }, inside);
}

function moment(entity, inside) {
  const words = tgTime(entity.unix_time, entity.date_time_format, now());
  const when = new Date(entity.unix_time * 1000).toISOString();
  return el("time", { datetime: when, title: fullMoment(entity.unix_time) }, words ?? inside);
}

/** Changes each minute when the text counts time from now, so that it is drawn again. */
export const age = ({ entities, caption_entities: more }) =>
  (entities ?? more ?? []).some((entity) => entity.date_time_format === "r") ? Math.floor(now() / 60000) : 0;

/** One line without formatting: for the chat list, quotes and the pinned bar. */
export function oneLine(message) {
  if (!message) return "";
  const words = message.text ?? message.caption ?? "";
  const kind = message.photo ? `🖼 ${words || t("photo")}` : message.document ? `📎 ${message.document.file_name ?? t("file")}` : "";
  const poll = message.poll && `📊 ${message.poll.question}`;
  return (kind || poll || words).replace(/\s+/g, " ").trim();
}

export const authorName = (message) => {
  const user = message.from;
  if (isBot(user)) return state.bot.first_name;
  const known = personById(user?.id) ?? user;
  return [known?.first_name, known?.last_name].filter(Boolean).join(" ") || message.sender_chat?.title || t("somebody");
};
