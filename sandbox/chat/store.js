/**
 * Owns what the page knows: the world, the person one is, that person's chats, the clock, and what was read.
 * Views read `state` and are called back after each change.
 */
import * as api from "./api.js";
import { t } from "./words.js";

/**
 * @typedef {{id: number, first_name: string, last_name?: string, username?: string, about?: string, started?: boolean}} Person
 * @typedef {{id: number, type: string, title: string, messages: Object[], members?: Object[], topics?: Object[],
 *   is_forum?: boolean, can_write?: boolean, unread?: number, pinned?: Object[], gone?: boolean, commands?: Object[]}} Chat
 */
export const state = {
  /** @type {Person|null} */ bot: null,
  /** @type {Map<number, Person>} */ people: new Map(),
  /** @type {Chat[]} every group there is, without what was said */ groups: [],
  /** @type {Person|null} */ me: null,
  /** @type {Map<number, Chat>} */ chats: new Map(),
  /** @type {number|null} */ chatId: null,
  /** @type {number} thread id of the open topic, 0 for the general one */ topic: 0,
  /** @type {"opening"|"live"|"lost"} */ line: "opening",
  clock: { now: new Date().toISOString(), running: true, moving: false, next_due: null, seen: performance.now() },
};

const listeners = new Set();
let pending = false;

export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function changed() {
  if (pending) return;
  pending = true;
  queueMicrotask(() => {
    pending = false;
    for (const listener of listeners) listener();
  });
}

export async function loadWorld() {
  const world = await api.world();
  state.bot = world.bot;
  state.people = new Map(world.people.map((person) => [person.id, person]));
  state.groups = world.chats.filter((chat) => chat.type !== "private" && !chat.migrated_to);
  changed();
}

/** Acts of the person one is. */
export const acts = () => api.person(state.me.id);

export async function lookAround() {
  const seen = await acts().look();
  state.me = { ...state.people.get(state.me.id), ...seen.me };
  state.chats = new Map(seen.chats.map((chat) => [chat.id, withPinned(chat)]));
  changed();
}

export function become(person) {
  state.me = person;
  state.chats = new Map();
  state.chatId = null;
  state.topic = 0;
  changed();
}

/** One chat as the sandbox just sent it. @param {Chat} chat */
export function hear(chat) {
  if (chat.gone && !state.chats.has(chat.id)) return;
  if (chat.gone) state.chats.delete(chat.id);
  else state.chats.set(chat.id, withPinned(chat));
  if (chat.id === state.me?.id) standWithBot(chat);
  const strangers = chat.gone || (chat.members ?? []).some((member) => !state.people.has(member.user_id) && member.user_id !== state.bot?.id);
  if (strangers) loadWorld().catch(() => {});
  changed();
}

/** Pinned messages from before the last ones that the sandbox shows come first, so that one can go there. */
function withPinned(chat) {
  const first = chat.messages.find((message) => message.message_id)?.message_id ?? Infinity;
  const older = (chat.pinned ?? []).filter((message) => message.message_id < first);
  return { ...chat, messages: [...older.sort((a, b) => a.message_id - b.message_id), ...chat.messages] };
}

/** What the private chat tells about oneself: also when Start was pressed or the bot blocked on another page. */
function standWithBot({ can_write: writes }) {
  const { started } = state.me;
  state.me = { ...state.me, started: started || writes, blocked: Boolean(started && !writes) };
}

export function hearClock(clock) {
  state.clock = { ...clock, seen: performance.now() };
  changed();
}

/** The sandbox's present moment in ms. */
export function now() {
  const { now: at, running, moving, seen } = state.clock;
  return Date.parse(at) + (running && !moving ? performance.now() - seen : 0);
}

/** The private chat with the bot, also before its first message. @returns {Chat} */
function privateChat() {
  return state.chats.get(state.me.id) ?? { id: state.me.id, type: "private", title: nameOf(state.bot), messages: [], can_write: false };
}

/** All chats of this person, the latest first, the bot's always there. */
export function chatList() {
  const chats = [...state.chats.values()];
  if (!state.chats.has(state.me.id)) chats.push(privateChat());
  const last = (chat) => chat.messages.at(-1)?.date ?? 0;
  return chats.sort((a, b) => last(b) - last(a) || (b.messages.at(-1)?.message_id ?? 0) - (a.messages.at(-1)?.message_id ?? 0));
}

/** The supergroup that a group became. */
export const successorOf = (id) => [...state.chats.values()].find((chat) => chat.messages.some((message) => message.migrate_from_chat_id === id));

/** @returns {Chat|null} */
export function openChat() {
  if (state.chatId === null || !state.me) return null;
  return state.chatId === state.me.id ? privateChat() : (state.chats.get(state.chatId) ?? null);
}

export const nameOf = (user) => [user?.first_name, user?.last_name].filter(Boolean).join(" ") || user?.title || t("somebody");
export const isBot = (user) => user?.id === state.bot?.id;
/** The number of a message; a message for one person only has a number of its own kind. */
export const idOf = (message) => message.message_id || message.ephemeral_message_id;
export const isMine = (message) => message.from?.id === state.me?.id;
export const personById = (id) => (id === state.bot?.id ? state.bot : state.people.get(id));
export const visible = (chat) => chat.messages.filter((message) => !message.deleted);
export const inTopic = (message, topic) => (message.is_topic_message || message.forum_topic_created ? message.message_thread_id : 0) === topic;

/** Groups one could come into. */
export const groupsToJoin = () => state.groups.filter((chat) => !state.chats.has(chat.id) && myStatus(chat) !== "kicked");

const myStatus = (chat) => chat.members?.find((member) => member.user_id === state.me.id)?.status;

/** Whether one runs this group. */
export const isBoss = (chat) => ["creator", "administrator"].includes(myStatus(chat));

/* What is new: the sandbox counts it for a chat; for the topics of a forum this page counts from when it came. */

/** @type {Map<string, number>} the last message seen, by chat and topic */
const seenInTopic = new Map();

export function unread(chat, topic) {
  if (topic === undefined) return chat.unread ?? 0;
  const key = `${chat.id}/${topic}`;
  const ids = visible(chat).filter((message) => inTopic(message, topic) && !isMine(message)).map((message) => message.message_id);
  if (!seenInTopic.has(key)) seenInTopic.set(key, ids.at(-1) ?? 0);
  return ids.filter((id) => id > seenInTopic.get(key)).length;
}

/** The number of the first message that is new here, or 0. */
export function firstNew(chat) {
  const others = visible(chat).filter((message) => !isMine(message));
  return chat.unread ? (others.at(-chat.unread)?.message_id ?? 0) : 0;
}

/** What one looks at counts as read. */
export function markRead(chat, topic) {
  const last = visible(chat).findLast((message) => inTopic(message, topic) && !isMine(message))?.message_id ?? 0;
  if (chat.is_forum && last > (seenInTopic.get(`${chat.id}/${topic}`) ?? -1)) {
    seenInTopic.set(`${chat.id}/${topic}`, last);
    changed();
  }
  if (!chat.unread) return;
  chat.unread = 0;
  changed();
  acts().read(chat.id).catch(() => {});
}
