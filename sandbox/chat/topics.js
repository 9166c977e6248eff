/** Owns the strip of a forum's topics. */
import { arrowKeys, el, fill, iconButton } from "./dom.js";
import { newTopic } from "./groups.js";
import { enter } from "./navigation.js";
import { state, unread } from "./store.js";
import { language, t } from "./words.js";

export function topicStrip() {
  const node = el("div", { class: "topics" });
  let drawn = "";
  arrowKeys(node, '[role="tab"]', { previous: "ArrowLeft", next: "ArrowRight" });

  function update(chat) {
    node.hidden = !chat.is_forum;
    if (!chat.is_forum) return;
    const topics = [{ message_thread_id: 0, name: t("general") }, ...(chat.topics ?? [])].map((topic) => ({
      id: topic.message_thread_id,
      name: topic.name,
      count: unread(chat, topic.message_thread_id),
      open: topic.message_thread_id === state.topic,
    }));
    const sig = JSON.stringify([chat.id, topics, language()]);
    if (sig === drawn && node.firstChild) return;
    drawn = sig;
    const focused = node.contains(document.activeElement);
    fill(
      node,
      el("div", { role: "tablist", "aria-label": t("topics") }, topics.map((topic) => tab(chat, topic))),
      iconButton("plus", t("newTopic"), () => newTopic(chat)),
    );
    const open = node.querySelector('[aria-selected="true"]');
    open?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (focused) open?.focus();
  }

  return { node, update };
}

const tab = (chat, { id, name, count, open }) =>
  el(
    "button",
    { type: "button", role: "tab", "aria-selected": String(open), tabindex: open ? 0 : -1, on: { click: () => enter(chat.id, id) } },
    name,
    count > 0 && el("span", { class: "count", "aria-label": t("unread", { n: count }) }, count),
  );
