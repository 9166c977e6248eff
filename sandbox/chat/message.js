/** Owns one message: its bubble, what hangs under it, and what one can do with it. */
import { attempt, menu, sure } from "./dialog.js";
import { avatar, el, fill, iconButton, patch } from "./dom.js";
import { age, authorName, formatted, oneLine } from "./entities.js";
import { copy, inlineKeyboard } from "./keyboard.js";
import { album, file, photo } from "./media.js";
import { poll, pollSignature } from "./polls.js";
import { chips, palette } from "./reactions.js";
import { acts, idOf, isBot, isMine, nameOf } from "./store.js";
import { shortMoment, timeOfDay } from "./time.js";
import { t } from "./words.js";

/**
 * @typedef {{reply: (m: Object) => void, edit: (m: Object) => void, jump: (id: number) => void, command: (text: string) => void,
 *   canWrite: boolean, named: boolean, boss: boolean}} Surroundings what the chat around a message lets it do
 */

/**
 * @param {Object[]} messages one, or those of an album
 * @param {{first: boolean, last: boolean}} place in a run of messages of one author
 * @param {Surroundings} around
 * @param {HTMLElement|undefined} old the row to renew
 */
export function messageRow(messages, place, around, old) {
  const message = messages.find((one) => one.caption) ?? messages[0];
  const mine = isMine(message);
  const row = old ?? emptyRow();
  row.className = `row ${mine ? "mine" : "theirs"} ${place.first ? "first" : ""} ${place.last ? "last" : ""}`;
  row.dataset.message = idOf(messages[0]);
  row.setAttribute("aria-label", t("messageFrom", { name: authorName(message), when: shortMoment(message.date) }));
  const [face, column, more] = row.children;
  fill(face, place.last && !mine && around.named ? avatar(authorName(message), message.from?.id ?? 0, { bot: isBot(message.from) }) : "");
  const [bubble, under] = column.children;
  patch(bubble, bubbleParts(messages, message, place, around));
  patch(under, underParts(message));
  bubble.classList.toggle("only-media", Boolean(message.photo) && !message.caption && !answers(message));
  const open = (anchor, at) => messageMenu(anchor, message, around, at);
  fill(more, iconButton("more", t("messageMenu"), () => open(more.firstChild), { "aria-haspopup": "menu", tabindex: -1, data: { focus: "more" } }));
  row.oncontextmenu = (event) => {
    if (event.target.closest("a, img, .menu") || String(getSelection())) return;
    event.preventDefault();
    open(row, { x: event.clientX, y: event.clientY });
  };
  row.onkeydown = (event) => {
    if (event.target !== row || event.key !== "Enter") return;
    event.preventDefault();
    const { left, bottom } = more.getBoundingClientRect();
    open(row, { x: left, y: bottom });
  };
  return row;
}

const emptyRow = () =>
  el(
    "article",
    { tabindex: "-1" },
    el("div", { class: "face" }),
    el("div", { class: "column" }, el("div", { class: "bubble" }), el("div", { class: "under" })),
    el("div", { class: "more" }),
  );

function bubbleParts(messages, message, { first }, around) {
  const mine = isMine(message);
  const author = authorName(message);
  const parts = [];
  const part = (key, content, make) => parts.push({ key, sig: JSON.stringify(content), make });
  if (first && !mine && around.named) part("author", [author, message.from?.id], () => authorLine(message, author));
  if (answers(message)) part("reply", [message.reply_to_message, message.quote], () => quoted(message, around));
  if (messages.length > 1) part("album", messages.map((one) => [one.photo, one.document]), () => album(messages));
  else if (message.photo) part("photo", message.photo, () => photo(message));
  else if (message.document) part("file", message.document, () => file(message));
  if (message.poll) parts.push({ key: "poll", sig: pollSignature(message), make: () => poll(message) });
  const [text, entities] = [message.text ?? message.caption, message.entities ?? message.caption_entities];
  if (text) part("text", [text, entities, age(message)], () => el("div", { class: "text", dir: "auto" }, formatted(text, entities, around)));
  if (!text && !message.photo && !message.document && !message.poll)
    part("text", [], () => el("div", { class: "text quiet" }, t("unsupported")));
  const only = Boolean(message.ephemeral_message_id);
  part("meta", [message.date, message.edited, only, message.via_bot?.username], () =>
    el(
      "span",
      { class: "meta" },
      message.via_bot && `${t("via", { name: message.via_bot.username })} · `,
      only && `${t("ephemeral")} · `,
      message.edited && `${t("edited")} · `,
      el("time", { datetime: new Date(message.date * 1000).toISOString(), title: shortMoment(message.date) }, timeOfDay(message.date)),
    ),
  );
  return parts;
}

/** Whatever is in a topic answers the message that made the topic; that is not a reply to show. */
const answers = (message) => message.reply_to_message && !message.reply_to_message.forum_topic_created;

const authorLine = (message, author) =>
  el(
    "div",
    { class: "author", data: { colour: isBot(message.from) ? "bot" : Math.abs(message.from?.id ?? 0) % 8 } },
    el("span", {}, author),
    isBot(message.from) && el("span", { class: "badge" }, t("bot")),
  );

function quoted(message, around) {
  const to = message.reply_to_message;
  const jump = () => around.jump(to.message_id);
  const name = authorName(to);
  return el(
    "button",
    { type: "button", class: "quoted", "aria-label": `${t("replyTo", { name })}: ${oneLine(to)}`, data: { focus: "quoted" }, on: { click: jump } },
    el("span", { class: "quoted-name" }, name),
    el("span", { class: "quoted-text" }, message.quote?.text ?? oneLine(to)),
  );
}

function underParts(message) {
  const parts = [];
  const rows = message.reply_markup?.inline_keyboard;
  if (rows?.length) parts.push({ key: "keyboard", sig: JSON.stringify(rows), make: () => inlineKeyboard(message) });
  if (message.reactions?.length)
    parts.push({ key: "chips", sig: JSON.stringify(message.reactions), make: () => chips(message) });
  return parts;
}

function messageMenu(anchor, message, around, at) {
  const text = message.text ?? message.caption;
  const mine = isMine(message);
  const real = Boolean(message.message_id);
  const entries = [
    around.canWrite && real && { label: t("reply"), icon: "reply", act: () => around.reply(message) },
    text && { label: t("copyText"), icon: "copy", act: () => copy(text) },
    mine && text && real && { label: t("edit"), icon: "edit", act: () => around.edit(message) },
    (mine || around.boss) && real && { label: t("remove"), icon: "trash", danger: true, act: () => remove(message) },
  ].filter(Boolean);
  const box = menu(anchor, t("messageMenu"), entries, { at, above: real && palette(message, () => box.hidePopover()) });
}

async function remove(message) {
  if (await sure(t("removeSure"), t("remove"))) await attempt(acts().remove(message.chat.id, message.message_id));
}

/** What ears hear when a message comes. */
export const spoken = (message) => `${nameOf(message.from)}: ${oneLine(message)}`;
