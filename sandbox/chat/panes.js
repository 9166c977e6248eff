/** Owns the side-by-side view: several people on one screen, each in a frame of their own. */
import { el, fill, iconButton, patch } from "./dom.js";
import { address } from "./navigation.js";
import { nameOf, state } from "./store.js";
import { language, t } from "./words.js";

/** A browser keeps six lines open to one address, and each pane holds one. */
const MOST = 4;

/** People named in the address: `?as=1&and=2&and=3`. @returns {number[]} */
export function peopleInAddress() {
  const here = new URLSearchParams(location.search);
  return [here.get("as"), ...here.getAll("and")].map(Number).filter(Boolean).slice(0, MOST);
}

/** The address of the page with these people side by side. */
export function addressOf(people) {
  const here = address({ as: people[0] ?? null, and: null, chat: null, topic: null });
  for (const id of people.slice(1)) here.searchParams.append("and", id);
  return here.pathname + here.search;
}

/** @param {(people: number[]) => void} show @param {() => number[]} shown */
export function panesView(show, shown) {
  const node = el("main", { class: "panes" });

  function update() {
    patch(
      node,
      shown().map((id, index) => ({
        key: `${index}/${id}`,
        sig: JSON.stringify([language(), nameOf(state.people.get(id))]),
        make: () => pane(id, () => show(shown().filter((_, other) => other !== index))),
      })),
    );
  }

  return { node, update };
}

function pane(id, close) {
  const name = nameOf(state.people.get(id));
  const source = `${location.pathname}?as=${id}&framed=1&lang=${language()}`;
  return fill(
    el("section", { class: "pane", "aria-label": name }),
    iconButton("close", `${t("closeBeside")}: ${name}`, close, { class: "close-pane" }),
    el("iframe", { src: source, title: name }),
  );
}
