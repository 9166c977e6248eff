/** Owns reactions: the chips under a message and the choice of a new one. */
import { attempt } from "./dialog.js";
import { el } from "./dom.js";
import { acts, idOf } from "./store.js";
import { t } from "./words.js";

const OFFERED = ["👍", "❤", "🔥", "🎉", "👏", "🤔", "👀", "🙏"];

const mineIn = (message) => (message.reactions ?? []).filter((one) => one.mine).map((one) => one.emoji);

export function toggle(message, emoji) {
  const taken = mineIn(message).includes(emoji);
  return attempt(acts().react(message.chat.id, idOf(message), taken ? null : emoji));
}

export function chips(message) {
  return el(
    "div",
    { class: "chips" },
    message.reactions.map(({ emoji, count, mine }) =>
      el(
        "button",
        {
          type: "button",
          class: "chip",
          "aria-pressed": String(Boolean(mine)),
          "aria-label": t("reaction", { emoji, n: count }),
          data: { focus: `reaction-${emoji}` },
          on: { click: () => toggle(message, emoji) },
        },
        el("span", {}, emoji),
        el("span", {}, count),
      ),
    ),
  );
}

/** A row of reactions to choose from. @param {() => void} chosen */
export function palette(message, chosen) {
  const mine = mineIn(message);
  return el(
    "div",
    { class: "palette", role: "group", "aria-label": t("react") },
    OFFERED.map((emoji) =>
      el(
        "button",
        { type: "button", "aria-label": emoji, "aria-pressed": String(mine.includes(emoji)), on: { click: () => (chosen(), toggle(message, emoji)) } },
        emoji,
      ),
    ),
  );
}
