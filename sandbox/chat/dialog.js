/** Owns what appears over the page: dialogs, menus, short notices. Escape closes each; focus goes back. */
import { SandboxError } from "./api.js";
import { arrowKeys, el, fill, icon, iconButton } from "./dom.js";
import { isPhrase, t } from "./words.js";

const NOTICE_MS = 5000;

/** @param {"plain"|"bad"} kind */
export function notice(text, kind = "plain") {
  const note = el("div", { class: `toast ${kind}` }, text);
  document.getElementById("toasts").append(note);
  setTimeout(() => note.remove(), NOTICE_MS + text.length * 30);
}

export function explain(error) {
  if (!(error instanceof SandboxError)) console.error(error);
  if (error.offline) return t("offline");
  const known = `refused.${error.reason}`;
  if (isPhrase(known)) return t(known);
  return error instanceof SandboxError && error.message ? t("refused", { reason: error.message }) : t("failed");
}

/** Waits for an act; a refusal is told kindly. @returns {Promise<any>} undefined when refused */
export async function attempt(act) {
  try {
    return (await act) ?? null;
  } catch (error) {
    notice(explain(error), "bad");
    return undefined;
  }
}

/**
 * Opens a dialog and waits for it to close.
 * @param {string} title
 * @param {(close: (value?: any) => void) => import("./dom.js").Child[]} build
 * @returns {Promise<any>} what `close` was given; undefined after Escape
 */
export function dialog(title, build, { wide = false } = {}) {
  return new Promise((resolve) => {
    let answer;
    const close = (value) => {
      answer = value;
      box.close();
    };
    const box = el(
      "dialog",
      { class: wide ? "wide" : "", "aria-label": title, on: { close: () => (box.remove(), resolve(answer)) } },
      el("header", {}, el("h2", {}, title), iconButton("close", t("close"), () => close())),
    );
    box.append(el("div", { class: "dialog-body" }, build(close)));
    box.addEventListener("pointerdown", (event) => event.target === box && close());
    document.body.append(box);
    box.showModal();
    box.querySelector("[data-first]")?.focus();
  });
}

/** @returns {Promise<boolean>} */
export async function sure(text, action) {
  const yes = await dialog(action, (close) => [
    el("p", {}, text),
    el(
      "div",
      { class: "dialog-actions" },
      el("button", { type: "button", on: { click: () => close(false) } }, t("cancel")),
      el("button", { type: "button", class: "danger", data: { first: "" }, on: { click: () => close(true) } }, action),
    ),
  ]);
  return yes === true;
}

export const tell = (text) =>
  dialog(t("bot"), (close) => [
    el("p", { class: "told" }, text),
    el(
      "div",
      { class: "dialog-actions" },
      el("button", { type: "button", class: "primary", data: { first: "" }, on: { click: () => close() } }, t("ok")),
    ),
  ]);

/**
 * @param {string} title
 * @param {{name: string, label: string, type?: "text"|"checkbox", value?: string, required?: boolean, choices?: [string, string][]}[]} fields
 * @returns {Promise<Object<string, any>|undefined>}
 */
export function form(title, fields, action) {
  return dialog(title, (close) => {
    const whole = el("form", { novalidate: true }, fields.map(field), el(
      "div",
      { class: "dialog-actions" },
      el("button", { type: "button", on: { click: () => close() } }, t("cancel")),
      el("button", { type: "submit", class: "primary" }, action),
    ));
    whole.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!whole.reportValidity()) return;
      const values = fields.map(({ name, type }) => {
        const input = whole.elements[name];
        return [name, type === "checkbox" ? input.checked : input.value.trim()];
      });
      close(Object.fromEntries(values));
    });
    return [whole];
  });
}

function field({ name, label, type = "text", value = "", required = false, choices }, index) {
  const first = index === 0 ? { first: "" } : {};
  if (type === "checkbox") return el("label", { class: "check" }, el("input", { type, name }), label);
  const input = choices
    ? el("select", { name }, choices.map(([code, words]) => el("option", { value: code }, words)))
    : el("input", { type, name, value, required, maxlength: 128, autocomplete: "off", data: first });
  return el("label", { class: "field" }, el("span", {}, label), input);
}

/**
 * A menu at a button or a point.
 * @param {Element} anchor
 * @param {{label: string, icon?: string, danger?: boolean, act: () => void, beside?: (close: () => void) => Node}[]} entries
 * @param {{at?: {x: number, y: number}, above?: Element}} where `above` is put before the entries
 */
export function menu(anchor, label, entries, { at, above } = {}) {
  const box = el("div", { class: "menu", role: "menu", "aria-label": label, popover: "auto" }, above);
  for (const entry of entries) {
    const choose = () => {
      box.hidePopover();
      entry.act();
    };
    box.append(
      el(
        "button",
        { type: "button", role: "menuitem", class: entry.danger ? "bad" : "", on: { click: choose } },
        entry.icon && icon(entry.icon),
        entry.label,
      ),
      entry.beside?.(() => box.hidePopover()) ?? "",
    );
  }
  arrowKeys(box, "button");
  const near = anchor.closest("dialog") ?? document.body;
  near.append(box);
  box.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    const lost = box.contains(document.activeElement) || document.activeElement === document.body;
    box.remove();
    if (lost) anchor.focus();
  });
  box.showPopover();
  placeNear(box, at ?? cornerOf(anchor));
  box.querySelector("button")?.focus();
  return box;
}

function cornerOf(anchor) {
  const { left, bottom } = anchor.getBoundingClientRect();
  return { x: left, y: bottom + 4 };
}

function placeNear(box, { x, y }) {
  const { width, height } = box.getBoundingClientRect();
  box.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`;
  box.style.top = `${Math.max(8, Math.min(y, innerHeight - height - 8))}px`;
}

/** Something that failed to load, with a way to try again. */
export const trouble = (node, error, retry) =>
  fill(node, el(
    "div",
    { class: "empty", role: "alert" },
    el("p", {}, explain(error)),
    el("button", { type: "button", class: "primary", on: { click: retry } }, t("again")),
  ));
