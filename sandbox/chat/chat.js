/** Owns the open chat: its header, topics, pinned bar, messages, and what is at the bottom. */
import { attempt } from "./dialog.js";
import { avatar, el, fill, icon, iconButton } from "./dom.js";
import { composer } from "./composer.js";
import { oneLine } from "./entities.js";
import { addBot, chatMenu } from "./groups.js";
import { present, showMembers } from "./members.js";
import { messageList } from "./messages.js";
import { enter, followStart, leaveChat } from "./navigation.js";
import { acts, isBoss, isBot, lookAround, openChat, state, visible } from "./store.js";
import { topicStrip } from "./topics.js";
import { language, t } from "./words.js";

export function chatView() {
  const header = el("header", { class: "chat-header" });
  const pinned = el("div", { class: "pinned" });
  const topics = topicStrip();
  const list = messageList();
  const writing = composer();
  const bottom = el("div", { class: "bottom" });
  const empty = el("div", { class: "empty" });
  const drop = el("div", { class: "drop" });
  const node = el("main", { class: "chat" }, header, topics.node, pinned, list.node, empty, bottom, drop);
  const drawn = { header: "", pinned: "", bottom: "", empty: "" };

  const around = { reply: writing.reply, edit: writing.edit, jump: list.jump, command: writing.send };

  /** Redraws a part when what it shows has changed. */
  function once(part, content, draw) {
    const sig = JSON.stringify([content, language()]);
    if (drawn[part] === sig) return;
    drawn[part] = sig;
    draw();
  }

  function update() {
    const chat = openChat();
    node.classList.toggle("none", !chat);
    if (!chat) {
      drawn.empty = drawn.header = drawn.bottom = drawn.pinned = "";
      for (const part of [header, pinned, bottom, topics.node]) part.replaceChildren();
      list.node.hidden = pinned.hidden = topics.node.hidden = true;
      empty.hidden = false;
      fill(empty, el("p", { class: "quiet" }, t("pickChat")));
      return;
    }
    node.setAttribute("aria-label", t("chatWith", { title: chat.title }));
    once("header", [chat.id, chat.title, chat.type, present(chat).length], () => drawHeader(chat));
    const pins = pinnedIn(chat);
    once("pinned", pins, () => drawPinned(pins));
    topics.update(chat);
    const say = mode(chat);
    once("bottom", [chat.id, say], () => drawBottom(chat, say));
    const hint = emptyHint(chat);
    once("empty", [chat.id, hint], () => drawEmpty(chat, hint));
    list.node.hidden = hint === "start" || hint === "quiet";
    if (say === "write") writing.update(chat, state.topic);
    list.update(chat, state.topic, { ...around, canWrite: say === "write", named: chat.type !== "private", boss: isBoss(chat) });
  }

  function drawHeader(chat) {
    const group = chat.type !== "private";
    const note = group ? t("people", { n: present(chat).length }) : t("bot");
    const face = avatar(chat.title, chat.id, { bot: !group });
    const words = el("span", { class: "grow" }, el("b", { dir: "auto" }, chat.title), el("span", { class: "quiet" }, note));
    const open = () => showMembers(chat.id);
    const more = iconButton("more", t("chatMenu"), () => chatMenu(more, openChat(), open), { "aria-haspopup": "menu" });
    fill(
      header,
      iconButton("back", t("back"), leaveChat, { class: "only-narrow" }),
      group
        ? el("button", { type: "button", class: "chat-name", "aria-label": `${chat.title}, ${note}, ${t("members")}`, on: { click: open } }, face, words)
        : el("div", { class: "chat-name" }, face, words),
      more,
    );
  }

  function drawPinned(pins) {
    pinned.hidden = !pins.length;
    if (!pins.length) return pinned.replaceChildren();
    let at = pins.length - 1;
    const words = el("span", { class: "pinned-text", dir: "auto" }, oneLine(pins[at]));
    const jump = () => {
      list.jump(pins[at].message_id);
      at = (at - 1 + pins.length) % pins.length;
      words.textContent = oneLine(pins[at]);
    };
    return fill(
      pinned,
      el("button", { type: "button", "aria-label": `${t("jumpToPinned")}: ${oneLine(pins[at])}`, on: { click: jump } }, icon("pin"), el("span", { class: "grow" }, el("b", {}, t("pinned")), words)),
    );
  }

  function drawBottom(chat, say) {
    const big = (key, click) => el("button", { type: "button", class: "big", on: { click } }, t(key));
    if (say === "write") fill(bottom, writing.node);
    else if (say === "start") fill(bottom, big("start", () => followStart("")));
    else if (say === "blocked") fill(bottom, el("p", { class: "quiet" }, t("blockedHint")), big("unblock", unblock));
    else fill(bottom, el("p", { class: "quiet" }, t("cannotWrite")));
  }

  function drawEmpty(chat, hint) {
    empty.hidden = !hint;
    if (hint === "start") fill(empty, avatar(chat.title, chat.id, { bot: true, size: "large" }), el("p", {}, t("startHint")));
    else if (hint === "bot")
      fill(empty, el("p", {}, t("addBotHint")), el("button", { type: "button", class: "primary", on: { click: () => addBot(openChat()) } }, t("addBot")));
    else fill(empty, hint && el("p", { class: "quiet" }, t("noMessages")));
  }

  const holdsFiles = (event) => event.dataTransfer?.types.includes("Files") && mode(openChat() ?? {}) === "write";
  node.addEventListener("dragover", (event) => holdsFiles(event) && (event.preventDefault(), node.classList.add("dropping")));
  node.addEventListener("dragleave", () => node.classList.remove("dropping"));
  node.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    node.classList.remove("dropping");
    writing.take(event.dataTransfer.files[0]);
  });
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && state.chatId !== null) writing.focus();
  });

  return { node, update };
}

async function unblock() {
  if ((await attempt(acts().block(false))) !== undefined) await attempt(lookAround());
}

/** @returns {"write"|"start"|"blocked"|"none"} what the bottom of a chat is for */
function mode(chat) {
  if (chat.type === "private") {
    if (state.me.blocked) return "blocked";
    return state.me.started ? "write" : "start";
  }
  return chat.can_write === false ? "none" : "write";
}

/** @returns {"start"|"bot"|"quiet"|null} */
function emptyHint(chat) {
  if (chat.type === "private") return visible(chat).length ? null : state.me.started ? "quiet" : "start";
  const botIn = present(chat).some((member) => isBot({ id: member.user_id }));
  if (!botIn && chat.can_write !== false) return "bot";
  return visible(chat).length ? null : "quiet";
}

/** @returns {Object[]} pinned messages, the oldest first */
const pinnedIn = (chat) => [...(chat.pinned ?? [])].sort((a, b) => a.message_id - b.message_id);

/** Opens the first chat on wide screens, where an empty half would be silly. */
export function openFirst(chats) {
  if (matchMedia("(min-width: 761px)").matches && chats.length) enter(chats[0].id, 0, { keepHistory: true });
}
