/** Owns who one is: choosing a person, switching, someone new, another person in another tab or beside. */
import * as api from "./api.js";
import { attempt, form, menu } from "./dialog.js";
import { arrowKeys, avatar, el, fill, icon, iconButton } from "./dom.js";
import { address } from "./navigation.js";
import { loadWorld, nameOf, state } from "./store.js";
import { language, t } from "./words.js";

/** The address of the page as this person, alone. */
const pageOf = (id) => {
  const here = address({ as: id, chat: null, topic: null });
  here.searchParams.delete("and");
  return here.href;
};

/** The page on which one chooses a person. @param {(id: number) => void} choose */
export function peoplePage(choose, warning = "") {
  const list = el("ul", { class: "people" });
  const node = el("main", { class: "page" });
  arrowKeys(list, ".person-card");
  let drawn = "";

  function update() {
    const sig = JSON.stringify([[...state.people.values()], language()]);
    if (sig === drawn) return;
    drawn = sig;
    fill(
      node,
      el("h1", {}, t("whoToBe")),
      el("p", { class: "quiet" }, t("whoToBeHint")),
      warning && el("p", { role: "alert", class: "warning" }, warning),
      !state.people.size && el("p", { class: "empty" }, t("noPeople")),
      list,
      el("button", { type: "button", class: "row-button dashed", on: { click: () => addPerson(choose) } }, icon("plus"), t("newPerson")),
    );
    fill(list, [...state.people.values()].map((person) => card(person, choose)));
  }

  return { node, update };
}

function card(person, choose) {
  const name = nameOf(person);
  return el(
    "li",
    {},
    el(
      "button",
      { type: "button", class: "person-card", data: { person: person.id }, on: { click: () => choose(person.id) } },
      avatar(name, person.id),
      el("span", { class: "grow" }, el("b", {}, name), el("span", { class: "quiet" }, [person.about, !person.started && t("neverStarted")].filter(Boolean).join(" · "))),
    ),
    el("a", { class: "icon-button", href: pageOf(person.id), target: "_blank", "aria-label": `${t("openInTab")}: ${name}`, title: t("openInTab") }, icon("link")),
  );
}

async function addPerson(choose) {
  const values = await form(
    t("newPerson"),
    [
      { name: "first_name", label: t("firstName"), required: true },
      { name: "last_name", label: t("lastName") },
      { name: "username", label: t("username") },
      { name: "about", label: t("about") },
      { name: "language_code", label: t("personLanguage"), choices: [["pl", "polski"], ["en", "English"], ["uk", "українська"]] },
    ],
    t("addPerson"),
  );
  if (!values) return;
  const person = await attempt(api.newPerson(Object.fromEntries(Object.entries(values).filter(([, value]) => value))));
  if (!person) return;
  await attempt(loadWorld());
  choose(person.id);
}

/** The button that shows who one is and switches. @param {{choose: (id: number) => void, all: () => void, beside?: (id: number) => void}} go */
export function meButton(go) {
  const node = el("button", { type: "button", class: "me", "aria-haspopup": "menu" });
  let drawn = "";
  node.addEventListener("click", () => {
    const others = [...state.people.values()].filter((person) => person.id !== state.me?.id);
    const entries = others.map((person) => ({
      label: nameOf(person),
      icon: "person",
      act: () => go.choose(person.id),
      beside: (close) => otherViews(person, go, close),
    }));
    menu(node, t("switchPerson"), [...entries, { label: t("newPerson"), icon: "plus", act: () => addPerson(go.choose) }]);
  });

  function update() {
    const sig = JSON.stringify([state.me, language()]);
    if (!state.me || sig === drawn) return;
    drawn = sig;
    const name = nameOf(state.me);
    node.setAttribute("aria-label", `${name}. ${t("switchPerson")}`);
    node.title = t("switchPerson");
    fill(node, avatar(name, state.me.id, { size: "small" }), el("span", { class: "me-name" }, name), icon("down"));
  }

  return { node, update };
}

function otherViews(person, go, close) {
  const name = nameOf(person);
  const shut = (act) => () => (close(), act());
  return el(
    "span",
    { class: "other-views" },
    go.beside && iconButton("panes", `${t("openBeside")}: ${name}`, shut(() => go.beside(person.id)), { role: "menuitem" }),
    iconButton("link", `${t("openInTab")}: ${name}`, shut(() => window.open(pageOf(person.id), "_blank", "noopener")), { role: "menuitem" }),
  );
}
