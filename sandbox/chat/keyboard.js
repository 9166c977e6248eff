/** Owns the buttons under messages and the reply keyboards that the bot offers. */
import { attempt, notice, tell } from "./dialog.js";
import { el, icon } from "./dom.js";
import { followHere, leadsHere, link } from "./links.js";
import { acts, idOf } from "./store.js";
import { t } from "./words.js";

/** @type {Set<string>} buttons whose answer is awaited */
const waiting = new Set();

/** @param {Object} message with `reply_markup.inline_keyboard` */
export function inlineKeyboard(message) {
  return el(
    "div",
    { class: "keyboard" },
    message.reply_markup.inline_keyboard.map((row, y) =>
      el("div", { class: "keyboard-row" }, row.map((button, x) => inlineButton(message, button, `button-${y}-${x}`))),
    ),
  );
}

function inlineButton(message, button, place) {
  const style = button.style ? `style-${button.style}` : "";
  const words = el("span", {}, button.text);
  if (button.url) {
    const here = leadsHere(button.url);
    const props = { class: `key ${style}`, title: t(here ? "linkIsStart" : "opensElsewhere"), data: { focus: place } };
    return link(button.url, [words, icon(here ? "forward" : "link")], props);
  }
  const props = { type: "button", class: `key ${style}`, data: { focus: place } };
  if (button.copy_text)
    return el("button", { ...props, on: { click: () => copy(button.copy_text.text) } }, words, icon("copy"));
  if (button.callback_data === undefined) return el("button", { ...props, disabled: true }, words);
  const node = el("button", { ...props, on: { click: () => tap(message, button, node) } }, words);
  if (waiting.has(tapKey(message, button))) showWaiting(node, true);
  return node;
}

const tapKey = (message, button) => `${message.chat.id}/${idOf(message)}/${button.callback_data}`;

function showWaiting(node, on) {
  node.classList.toggle("waiting", on);
  if (on) node.setAttribute("aria-busy", "true");
  else node.removeAttribute("aria-busy");
}

async function tap(message, button, node) {
  const key = tapKey(message, button);
  if (waiting.has(key)) return;
  waiting.add(key);
  showWaiting(node, true);
  const answer = await attempt(acts().tap(message.chat.id, idOf(message), button.callback_data));
  waiting.delete(key);
  for (const one of document.querySelectorAll(`.key.waiting[data-focus="${node.dataset.focus}"]`)) showWaiting(one, false);
  if (!answer) return;
  if (!answer.answered) notice(t("botSilent"));
  else if (answer.url) followHere(answer.url) || window.open(answer.url, "_blank", "noopener");
  else if (answer.text && answer.show_alert) await tell(answer.text);
  else if (answer.text) notice(answer.text);
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    notice(t("copied"));
  } catch {
    notice(t("cannotCopy", { text }));
  }
}

/**
 * The reply keyboard that is on offer: the last one sent and not taken away.
 * @param {Object[]} messages
 * @returns {{keyboard: {text: string}[][], placeholder?: string, number: number, once: boolean}|null}
 */
export function offeredKeyboard(messages) {
  const last = messages.findLast(({ reply_markup: markup }) => markup?.keyboard || markup?.remove_keyboard);
  if (!last?.reply_markup.keyboard) return null;
  const { keyboard, one_time_keyboard: once, input_field_placeholder: placeholder } = last.reply_markup;
  return { keyboard, placeholder, number: last.message_id, once: Boolean(once) };
}

/** @param {{keyboard: {text: string}[][]}} offered @param {(text: string) => void} say */
export function replyKeyboard(offered, say) {
  return el(
    "div",
    { class: "reply-keyboard", role: "group", "aria-label": t("keyboard") },
    offered.keyboard.map((row) =>
      el(
        "div",
        { class: "keyboard-row" },
        row.map((key) => {
          const words = typeof key === "string" ? key : key.text;
          return el("button", { type: "button", class: `key ${key.style ? `style-${key.style}` : ""}`, on: { click: () => say(words) } }, words);
        }),
      ),
    ),
  );
}
