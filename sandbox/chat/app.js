/** Owns the page: starts it, decides which view is shown, keeps the line to the sandbox. */
import * as api from "./api.js";
import { chatListView } from "./chatlist.js";
import { chatView, openFirst } from "./chat.js";
import { clockControl } from "./clock.js";
import { trouble } from "./dialog.js";
import { el, fill, icon } from "./dom.js";
import { listen } from "./live.js";
import { followMigration, leaveChat, readAddress } from "./navigation.js";
import { addressOf, panesView, peopleInAddress } from "./panes.js";
import { meButton, peoplePage } from "./people.js";
import { become, changed, chatList, hear, hearClock, loadWorld, lookAround, nameOf, onChange, state, unread } from "./store.js";
import { otherLanguage, speak, t } from "./words.js";

const root = document.getElementById("app");
const framed = new URLSearchParams(location.search).has("framed");
const body = el("div", { class: "body" });
const line = el("div", { class: "line", role: "status" });
const brand = el("button", { type: "button", class: "brand", on: { click: () => go([]) } });
const tongue = el("button", { type: "button", class: "tongue", on: { click: switchLanguage } });
const clock = clockControl();
const me = meButton({ choose: (id) => go([id]), beside: framed ? undefined : (id) => go([...peopleInAddress(), id]) });
const topbar = el("header", { class: "topbar" }, brand, clock.node, tongue, me.node);
let view = null;
let hangUp = () => {};

/** Shows these people: none lets choose, one is the messenger, more are side by side. @param {number[]} people */
function go(people) {
  history.pushState({}, "", addressOf(people));
  route();
}

async function route() {
  hangUp();
  hangUp = () => {};
  const people = peopleInAddress();
  if (people.length > 1 && !framed) return showPanes();
  const [id] = people;
  const person = state.people.get(id);
  if (!person) return showPeople(id ? t("nobodyLikeThat") : "");
  return showMessenger(person);
}

function show(next, name) {
  view = next;
  root.dataset.view = name;
  fill(body, ...[view.node].flat());
  redraw();
}

function showPeople(warning) {
  become(null);
  show(peoplePage((id) => go([id]), warning), "people");
  watchClock();
}

function showPanes() {
  become(null);
  show(panesView(go, peopleInAddress), "panes");
  watchClock();
}

async function showMessenger(person) {
  become(person);
  readAddress();
  const list = chatListView();
  const chat = chatView();
  const update = () => (list.update(), chat.update());
  fill(body, el("p", { class: "empty quiet" }, t("loading")));
  try {
    await lookAround();
  } catch (error) {
    return trouble(body, error, route);
  }
  if (state.me.id !== person.id) return undefined;
  show({ node: [list.node, chat.node], update }, "messenger");
  if (state.chatId === null) openFirst(chatList());
  let first = true;
  hangUp = listen(api.person(person.id).events, {
    chat: hear,
    clock: hearClock,
    line: (heard) => {
      if (heard === "live" && !first) Promise.all([loadWorld(), lookAround()]).catch(() => {});
      first = false;
      if (heard === "lost") loadWorld().then(() => state.people.has(person.id) || route(), () => {});
      heardLine(heard);
    },
  });
  return undefined;
}

function heardLine(heard) {
  state.line = heard;
  changed();
}

/** Where the page is nobody's there is no line to hear the clock on. */
function watchClock() {
  const ask = () => api.clock().then(hearClock, () => {});
  const timer = setInterval(ask, 2000);
  ask();
  hangUp = () => clearInterval(timer);
}

function redraw() {
  followMigration();
  fill(brand, icon("bot"), el("span", {}, "Spoiwo"), el("small", {}, t("sandbox")));
  brand.setAttribute("aria-label", `${t("title")}. ${t("switchPerson")}`);
  fill(tongue, el("span", { class: "long" }, t("language")), el("span", { class: "short" }, otherLanguage().toUpperCase()));
  tongue.setAttribute("aria-label", t("languageLabel"));
  tongue.lang = otherLanguage();
  me.node.hidden = !state.me;
  line.hidden = state.line !== "lost" || !state.me;
  line.textContent = line.hidden ? "" : t("reconnecting");
  root.dataset.place = state.chatId === null ? "list" : "chat";
  me.update();
  clock.update();
  view?.update();
  document.title = pageTitle();
}

function pageTitle() {
  if (!state.me) return t("title");
  const waiting = [...state.chats.values()].reduce((sum, chat) => sum + unread(chat), 0);
  return `${waiting ? `(${waiting}) ` : ""}${nameOf(state.me)} · ${t("title")}`;
}

function switchLanguage() {
  speak(otherLanguage());
  const here = new URL(location.href);
  here.searchParams.delete("lang");
  history.replaceState(history.state, "", here);
  changed();
}

async function start() {
  root.classList.toggle("framed", framed);
  fill(root, topbar, line, body);
  fill(body, el("p", { class: "empty quiet" }, t("loading")));
  redraw();
  try {
    await loadWorld();
    api.clock().then(hearClock, () => {});
  } catch (error) {
    return trouble(body, error, start);
  }
  return route();
}

onChange(redraw);
window.addEventListener("popstate", () => {
  const [id] = peopleInAddress();
  if (root.dataset.view === "messenger" && id === state.me?.id && peopleInAddress().length === 1) readAddress();
  else route();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && event.target === document.body && state.chatId !== null) leaveChat();
});
document.addEventListener("visibilitychange", changed);
window.addEventListener("focus", () => loadWorld().catch(() => {}));
start();
