/** Owns the panel of a group's members and the choice of whom to add. */
import { dialog, menu } from "./dialog.js";
import { avatar, el, fill, iconButton } from "./dom.js";
import { addMember, memberEntries } from "./groups.js";
import { isBoss, isBot, nameOf, onChange, personById, state } from "./store.js";
import { t } from "./words.js";

const PRESENT = new Set(["creator", "administrator", "member", "restricted"]);
const RANKS = { creator: 0, administrator: 1, member: 2, restricted: 3 };
const BADGES = { creator: "owner", administrator: "admin", restricted: "restricted" };

export const present = (chat) => (chat.members ?? []).filter((member) => PRESENT.has(member.status));

/** Shows who is in the group, live until closed. */
export async function showMembers(chatId) {
  let stop;
  await dialog(t("members"), (close) => {
    const list = el("ul", { class: "plain-list" });
    const adding = el("div");
    let sig = "";
    const draw = () => {
      const chat = state.chats.get(chatId);
      if (!chat) return close();
      const now = JSON.stringify([chat.members, state.people.size]);
      if (now === sig) return undefined;
      sig = now;
      const here = present(chat).sort((a, b) => RANKS[a.status] - RANKS[b.status]);
      fill(list, here.map((member) => memberRow(chat, member)));
      fill(adding, strangers(chat));
      return undefined;
    };
    draw();
    stop = onChange(draw);
    return [list, adding];
  });
  stop?.();
}

function memberRow(chat, member) {
  const user = personById(member.user_id) ?? { id: member.user_id, first_name: t("somebody") };
  const name = nameOf(user);
  const changeable = isBoss(chat) && user.id !== state.me.id && member.status !== "creator";
  const options = iconButton("more", t("memberMenu", { name }), () => menu(options, name, memberEntries(chat, member, user)), { "aria-haspopup": "menu" });
  return el("li", { class: "person-row" }, who(user, name), BADGES[member.status] && el("span", { class: "badge" }, t(BADGES[member.status])), changeable && options);
}

function who(user, name) {
  const note = user.id === state.me.id ? t("you") : isBot(user) ? t("bot") : user.about;
  return [avatar(name, user.id, { bot: isBot(user) }), el("span", { class: "grow" }, el("b", {}, name), el("span", { class: "quiet" }, note))];
}

function strangers(chat) {
  const here = new Set(present(chat).map((member) => member.user_id));
  const others = [state.bot, ...state.people.values()].filter((user) => !here.has(user.id));
  return el(
    "details",
    { class: "adding" },
    el("summary", {}, t("addMember")),
    others.length
      ? el("ul", { class: "plain-list" }, others.map((user) =>
          el("li", {}, el("button", { type: "button", class: "row-button", on: { click: () => addMember(chat, user.id) } }, who(user, nameOf(user)))),
        ))
      : el("p", { class: "quiet" }, t("everybodyIn")),
  );
}
