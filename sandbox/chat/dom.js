/**
 * Owns how DOM is made and patched: elements, icons, keyed lists. Text always goes in as text nodes.
 */
import { ICONS } from "./icons.js";

/**
 * @typedef {Node|string|number|null|undefined|false|Child[]} Child
 * @param {string} tag
 * @param {Object<string, any>} props attributes; `on` holds listeners, `data` the dataset, booleans toggle
 * @param {...Child} children
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...nodes(children));
  return node;
}

/** @param {Child[]} children @returns {(Node|string)[]} */
function nodes(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child)));
}

export function fill(node, ...children) {
  node.replaceChildren(...nodes(children));
  return node;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  for (const d of ICONS[name]) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

/** A button with only an icon: its label is for ears and for the tooltip. */
export function iconButton(name, label, onClick, props = {}) {
  return el(
    "button",
    { type: "button", "aria-label": label, title: label, ...props, class: `icon-button ${props.class ?? ""}`, on: { click: onClick } },
    icon(name),
  );
}

/**
 * Makes `container` hold exactly these items, touching only those that changed and keeping focus.
 * @param {Element} container
 * @param {{key: string, sig: string, make: (old: Element|undefined) => Element}[]} items
 */
export function patch(container, items) {
  const known = (container.known ??= new Map());
  const focused = container.contains(document.activeElement) ? document.activeElement : null;
  const focusKey = focused?.dataset.focus;
  const wanted = new Set(items.map((item) => item.key));
  for (const [key, entry] of known) {
    if (wanted.has(key)) continue;
    entry.node.remove();
    known.delete(key);
  }
  let at = container.firstChild;
  for (const { key, sig, make } of items) {
    const entry = known.get(key);
    let node = entry?.node;
    if (!entry || entry.sig !== sig) {
      node = make(entry?.node);
      if (entry && entry.node !== node) {
        if (at === entry.node) at = node;
        entry.node.replaceWith(node);
      }
      known.set(key, { sig, node });
    }
    if (node === at) at = at.nextSibling;
    else container.insertBefore(node, at);
  }
  if (focused && !focused.isConnected) restoreFocus(container, focusKey);
}

function restoreFocus(container, focusKey) {
  const same = focusKey && container.querySelector(`[data-focus="${CSS.escape(focusKey)}"]`);
  (same || container.closest("[tabindex]") || container).focus?.({ preventScroll: true });
}

/** Arrow keys, Home and End move between the elements that `selector` finds in `container`. */
export function arrowKeys(container, selector, { previous = "ArrowUp", next = "ArrowDown" } = {}) {
  container.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select") && !event.target.matches(selector)) return;
    const all = [...container.querySelectorAll(selector)];
    const here = all.indexOf(event.target.closest(selector));
    if (here < 0) return;
    const target = { [previous]: here - 1, [next]: here + 1, Home: 0, End: all.length - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    all[Math.min(Math.max(target, 0), all.length - 1)].focus();
  });
}

/** Initials in a coloured circle; the colour follows the id, so it stays the same everywhere. */
export function avatar(name, id, { size = "", bot = false } = {}) {
  const letters = [...String(name).matchAll(/(?<=^|\s)[\p{L}\p{N}]/gu)].map((found) => found[0]);
  const initials = letters.length > 1 ? letters[0] + letters.at(-1) : (letters[0] ?? "?");
  const colour = Math.abs(Number(id)) % 8;
  return el(
    "span",
    { class: `avatar ${size}`, "aria-hidden": "true", data: { colour: bot ? "bot" : colour } },
    bot ? icon("bot") : initials.toUpperCase(),
  );
}
