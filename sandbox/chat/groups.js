/** Owns what a person does with groups: making, changing, inviting, leaving, topics. */
import { attempt, dialog, form, menu, sure } from "./dialog.js";
import { avatar, el } from "./dom.js";
import { enter, leaveChat } from "./navigation.js";
import { acts, chatList, groupsToJoin, isBoss, isBot, loadWorld, lookAround, nameOf, state } from "./store.js";
import { t } from "./words.js";

async function done(act) {
  const result = await attempt(act);
  if (result !== undefined) await attempt(lookAround());
  return result;
}

/** @returns {Promise<number|undefined>} the new group's id */
export async function makeGroup() {
  const values = await form(
    t("newGroup"),
    [
      { name: "title", label: t("groupName"), required: true },
      { name: "is_forum", label: t("withTopics"), type: "checkbox" },
    ],
    t("create"),
  );
  if (!values) return undefined;
  const chat = await done(acts().newGroup(values.title, values.is_forum));
  if (chat) enter(chat.id);
  return chat?.id;
}

/** @param {{id: any, title: string}[]} groups @returns {Promise<any>} the id of the chosen one */
function pick(question, groups) {
  const row = ({ id, title }, close) =>
    el("li", {}, el("button", { type: "button", class: "row-button", on: { click: () => close(id) } }, avatar(id === "new" ? "+" : title, Number(id) || 0), el("span", { class: "grow" }, title)));
  return dialog(question, (close) => [
    groups.length ? el("ul", { class: "plain-list" }, groups.map((group) => row(group, close))) : el("p", {}, t("noGroupToJoin")),
  ]);
}

/** Comes into a group, as by an invitation link. */
export async function joinGroup() {
  if ((await attempt(loadWorld().then(() => true))) === undefined) return;
  const chat = await pick(t("whichGroup"), groupsToJoin());
  if (chat !== undefined && (await done(acts().join(chat))) !== undefined) enter(chat);
}

/** Follows a `?startgroup=` link: own groups or a new one. */
export async function chooseGroupFor(payload) {
  const groups = chatList().filter((chat) => chat.type !== "private");
  const choice = await pick(t("whereAddBot"), [...groups, { id: "new", title: t("newGroup") }]);
  if (choice === undefined) return;
  const group = choice === "new" ? await makeGroup() : choice;
  if (group === undefined) return;
  enter(group);
  await done(acts().changeGroup(group, { payload }));
}

export const addBot = (chat) => done(acts().addMember(chat.id, state.bot.id));
export const addMember = (chat, user) => done(acts().addMember(chat.id, user));

/** What one may do with a member of the group. */
export function memberEntries(chat, member, user) {
  const name = nameOf(user);
  const admin = member.status === "administrator";
  return [
    { label: t(admin ? "demote" : "promote"), icon: "person", act: () => done(acts().setAdmin(chat.id, user.id, !admin)) },
    {
      label: t("kick"),
      icon: "trash",
      danger: true,
      act: async () => (await sure(t("kickSure", { name }), t("kick"))) && done(acts().removeMember(chat.id, user.id)),
    },
  ];
}

export async function newTopic(chat) {
  const values = await form(t("newTopic"), [{ name: "name", label: t("topicName"), required: true }], t("create"));
  if (!values) return;
  const topic = await done(acts().newTopic(chat.id, values.name));
  if (topic?.message_thread_id) enter(chat.id, topic.message_thread_id);
}

async function removeTopic(chat, topic) {
  if (!(await sure(t("removeTopicSure", { name: topic.name }), t("removeTopic")))) return;
  enter(chat.id, 0);
  await done(acts().removeTopic(chat.id, topic.message_thread_id));
}

async function rename(chat) {
  const fields = [{ name: "title", label: t("groupName"), value: chat.title, required: true }];
  const values = await form(t("rename"), fields, t("save"));
  if (values && values.title !== chat.title) await done(acts().changeGroup(chat.id, { title: values.title }));
}

async function upgrade(chat) {
  if (!(await sure(t("upgradeSure"), t("upgrade")))) return;
  const result = await done(acts().changeGroup(chat.id, { upgrade: true }));
  if (result) enter(result.id);
}

async function leave(chat) {
  if (!(await sure(t("leaveSure"), t("leave")))) return;
  const result = await attempt(acts().removeMember(chat.id, state.me.id));
  if (result === undefined) return;
  leaveChat();
  await attempt(lookAround());
}

/** The menu of an open chat. @param {Element} anchor */
export function chatMenu(anchor, chat, showMembers) {
  menu(anchor, t("chatMenu"), chat.type === "private" ? privateEntries() : groupEntries(chat, showMembers));
}

function privateEntries() {
  const { blocked } = state.me;
  return [{ label: t(blocked ? "unblock" : "block"), icon: "close", danger: !blocked, act: () => done(acts().block(!blocked)) }];
}

function groupEntries(chat, showMembers) {
  const boss = isBoss(chat);
  const topic = chat.topics?.find((one) => one.message_thread_id === state.topic);
  const botIn = chat.members?.some((member) => isBot({ id: member.user_id }));
  return [
    { label: t("members"), icon: "group", act: showMembers },
    !botIn && { label: t("addBot"), icon: "bot", act: () => addBot(chat) },
    { label: t("rename"), icon: "edit", act: () => rename(chat) },
    chat.type === "group" && boss && { label: t("upgrade"), icon: "group", act: () => upgrade(chat) },
    chat.type === "supergroup" && boss && {
      label: t(chat.is_forum ? "topicsOff" : "topicsOn"),
      icon: "hash",
      act: () => done(acts().changeGroup(chat.id, { is_forum: !chat.is_forum })),
    },
    chat.is_forum && topic && { label: t("removeTopic"), icon: "trash", danger: true, act: () => removeTopic(chat, topic) },
    { label: t("leave"), icon: "back", danger: true, act: () => leave(chat) },
  ].filter(Boolean);
}
