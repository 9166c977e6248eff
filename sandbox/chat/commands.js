/** Owns the list of commands above the composer: opened by `/` or its button, filtered by what is typed. */
import { el, fill } from "./dom.js";
import { t } from "./words.js";

let lists = 0;

/**
 * @param {HTMLTextAreaElement} area
 * @param {{pick: (text: string) => void, fits: () => {command: string, description: string}[], address?: (c: string) => string}} use
 */
export function commandMenu(area, { pick, fits, address = (command) => `/${command}` }) {
  const id = `commands-${(lists += 1)}`;
  const node = el("div", { class: "commands", role: "listbox", id, hidden: true });
  area.setAttribute("aria-controls", id);
  area.setAttribute("aria-autocomplete", "list");
  const shown = { commands: [], at: -1, byButton: false };

  const typed = () => (/^\/\S*$/.test(area.value) ? area.value.slice(1).toLowerCase() : null);

  function update() {
    const start = typed();
    if (start === null && !(shown.byButton && !area.value)) return close();
    if (start !== null) shown.byButton = false;
    const commands = fits().filter(({ command }) => command.startsWith(start ?? ""));
    if (!commands.length && !shown.byButton) return close();
    shown.commands = commands;
    shown.at = Math.min(shown.at, commands.length - 1);
    node.hidden = false;
    node.setAttribute("aria-label", t("commands"));
    draw();
    return undefined;
  }

  function draw() {
    const options = shown.commands.map(({ command, description }, index) =>
      el(
        "div",
        {
          role: "option",
          id: `${id}-${index}`,
          "aria-selected": String(index === shown.at),
          on: { pointerdown: (event) => event.preventDefault(), click: () => pick(address(command)) },
        },
        el("b", {}, `/${command}`),
        el("span", {}, description),
      ),
    );
    fill(node, options.length ? options : el("p", { class: "quiet" }, t("noCommands")));
    if (shown.at >= 0) area.setAttribute("aria-activedescendant", `${id}-${shown.at}`);
    else area.removeAttribute("aria-activedescendant");
    node.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }

  function close() {
    node.hidden = true;
    shown.at = -1;
    shown.byButton = false;
    area.removeAttribute("aria-activedescendant");
  }

  function toggle() {
    if (!node.hidden) return close();
    shown.byButton = true;
    if (area.value && typed() === null) area.value = "";
    update();
    area.focus();
    return undefined;
  }

  /** @returns {boolean} whether the key was for the list */
  function key(event) {
    if (node.hidden || !shown.commands.length) {
      if (event.key !== "Escape" || node.hidden) return false;
      close();
      return true;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = shown.commands[shown.at];
    if (step) {
      shown.at = (shown.at + step + shown.commands.length + (shown.at < 0 && step < 0 ? 1 : 0)) % shown.commands.length;
      draw();
    } else if (event.key === "Enter" && chosen && !event.shiftKey) pick(address(chosen.command));
    else if (event.key === "Tab" && !event.shiftKey && area.value) {
      area.value = `${address((chosen ?? shown.commands[0]).command)} `;
      area.dispatchEvent(new Event("input"));
    } else if (event.key === "Escape") close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return { node, update, toggle, close, key };
}
