/** Owns where one is: the open chat and topic, in the address too, so that back and reload work. */
import { attempt } from "./dialog.js";
import { acts, changed, lookAround, markRead, openChat, state, successorOf, visible } from "./store.js";

const views = { jump: null };

/** The message list tells how to jump to a message. @param {(id: number) => boolean} jump */
export const setJump = (jump) => (views.jump = jump);

/** @param {Object<string, string|number|null>} change */
export function address(change) {
  const here = new URL(location.href);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) here.searchParams.delete(name);
    else here.searchParams.set(name, String(value));
  }
  return here;
}

export function enter(chatId, topic = 0, { keepHistory = false } = {}) {
  if (state.chatId === chatId && state.topic === topic) return;
  const narrowStep = state.chatId === null && !keepHistory;
  state.chatId = chatId;
  state.topic = topic;
  const here = address({ chat: chatId, topic: topic || null });
  history[narrowStep ? "pushState" : "replaceState"]({ inChat: narrowStep || history.state?.inChat }, "", here);
  changed();
}

/** Back to the list of chats. */
export function leaveChat() {
  if (history.state?.inChat) history.back();
  else {
    history.replaceState({}, "", address({ chat: null, topic: null }));
    readAddress();
  }
}

export function readAddress() {
  const here = new URLSearchParams(location.search);
  state.chatId = here.has("chat") ? Number(here.get("chat")) : null;
  state.topic = Number(here.get("topic") ?? 0);
  changed();
}

export const openPrivate = () => enter(state.me.id);

/** Presses Start, with what a deep link carries. */
export async function followStart(payload) {
  openPrivate();
  const done = await attempt(acts().start(payload));
  if (done !== undefined) await attempt(lookAround());
}

/** @returns {boolean} whether this message is there */
export function openAt(chatId, messageId) {
  const chat = state.chats.get(chatId);
  const message = chat && visible(chat).find((one) => one.message_id === messageId);
  if (!message) return false;
  enter(chatId, chat.is_forum && message.is_topic_message ? message.message_thread_id : 0);
  setTimeout(() => views.jump?.(messageId));
  return true;
}

/** Goes along when the open group becomes a supergroup. */
export function followMigration() {
  if (!state.me || state.chatId === null || openChat()) return;
  const next = successorOf(state.chatId);
  if (next) enter(next.id);
}

/** What is on the screen counts as read. */
export function readOpenChat() {
  const chat = openChat();
  if (chat && !document.hidden) markRead(chat, chat.is_forum ? state.topic : 0);
}
