/** Owns the list of chats: what is unread, what was said last, searching, a new group. */
import { arrowKeys, avatar, el, icon, iconButton, patch } from "./dom.js";
import { authorName, oneLine } from "./entities.js";
import { joinGroup, makeGroup } from "./groups.js";
import { enter } from "./navigation.js";
import { serviceText } from "./service.js";
import { chatList, groupsToJoin, isBot, isMine, now, state, unread, visible } from "./store.js";
import { briefMoment } from "./time.js";
import { language, t } from "./words.js";

const fold = (words) => words.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ł", "l");

export function chatListView() {
  const search = el("input", { type: "search", class: "search", autocomplete: "off", on: { input: () => update() } });
  const heading = el("h2", {});
  const add = iconButton("pencil", "", () => makeGroup());
  const list = el("ul", { class: "chats" });
  const joinWords = el("span", {});
  const join = el("button", { type: "button", class: "join", on: { click: () => joinGroup() } }, icon("group"), joinWords);
  const hint = el("p", { class: "empty quiet" });
  const node = el("nav", { class: "sidebar" }, el("header", {}, heading, add), search, list, hint, join);
  arrowKeys(list, ".chat-row");

  function update() {
    heading.textContent = t("chats");
    node.setAttribute("aria-label", t("chats"));
    for (const [control, key] of [[add, "newGroup"], [search, "searchChats"]]) control.setAttribute("aria-label", t(key));
    add.title = t("newGroup");
    search.placeholder = t("searchChats");
    const wanted = fold(search.value.trim());
    const chats = chatList().filter((chat) => fold(chat.title).includes(wanted));
    search.hidden = !wanted && chats.length < 6;
    patch(list, chats.map(item));
    const lonely = chats.length === 1 && !visible(chats[0]).length && !wanted;
    hint.hidden = chats.length > 0 && !lonely;
    join.hidden = !groupsToJoin().length;
    joinWords.textContent = t("joinGroup");
    hint.textContent = t(wanted ? "noChatFound" : "noChats");
  }

  return { node, update };
}

function item(chat) {
  const messages = visible(chat);
  const last = messages.at(-1);
  const count = unread(chat);
  const open = chat.id === state.chatId;
  const at = last ? briefMoment(last.date, now()) : "";
  const said = lastLine(chat, last);
  return {
    key: String(chat.id),
    sig: JSON.stringify([chat.title, said, at, count, open, language()]),
    make: () => row(chat, { said, at, count, open }),
  };
}

function lastLine(chat, last) {
  if (!last) return chat.type === "private" && !state.me.started ? t("startHint") : t("noMessages");
  const service = serviceText(last);
  if (service) return service;
  const who = isMine(last) ? t("you") : chat.type === "private" ? "" : authorName(last);
  return who ? `${who}: ${oneLine(last)}` : oneLine(last);
}

function row(chat, { said, at, count, open }) {
  const bot = chat.type === "private";
  return el(
    "li",
    {},
    el(
      "button",
      {
        type: "button",
        class: `chat-row ${open ? "open" : ""}`,
        "aria-current": open ? "true" : null,
        data: { chat: chat.id, focus: `chat-${chat.id}` },
        on: { click: () => enter(chat.id) },
      },
      avatar(chat.title, chat.id, { bot: bot && isBot(state.bot) }),
      el(
        "span",
        { class: "grow" },
        el("span", { class: "chat-line" }, el("b", { dir: "auto" }, chat.title), el("time", { class: "quiet" }, at)),
        el(
          "span",
          { class: "chat-line" },
          el("span", { class: "last-words quiet", dir: "auto" }, said),
          count > 0 && el("span", { class: "count", "aria-label": t("unread", { n: count }) }, count > 99 ? "99+" : count),
        ),
      ),
    ),
  );
}
