/** Owns typing the bot's name in any chat: what can be picked then, above the composer; a tap sends it. */
import { explain, notice } from "./dialog.js";
import { el, fill } from "./dom.js";
import { followStart } from "./navigation.js";
import { acts, state } from "./store.js";
import { t } from "./words.js";

const PAUSE_MS = 300;
const NEAR_END = 60;
let lists = 0;

/**
 * @param {HTMLTextAreaElement} area
 * @param {{place: () => {chat_id: number, topic?: number, reply_to?: number}, sent: () => void}} use
 */
export function inlineResults(area, { place, sent }) {
  const id = `inline-${(lists += 1)}`;
  const node = el("div", { class: "commands inline", role: "listbox", id, hidden: true });
  const shown = { asked: null, results: [], button: null, more: "", at: -1, timer: 0, busy: false };

  const words = () => {
    const name = `@${state.bot?.username} `;
    return area.value.toLowerCase().startsWith(name.toLowerCase()) ? area.value.slice(name.length).trim() : null;
  };
  const about = () => {
    const typed = words();
    return typed === null ? null : JSON.stringify([state.me.id, place().chat_id, typed]);
  };

  function update() {
    const asked = about();
    if (asked === shown.asked) return;
    clearTimeout(shown.timer);
    shown.asked = asked;
    if (asked === null) hide();
    else shown.timer = setTimeout(() => ask(asked, ""), PAUSE_MS);
  }

  async function ask(asked, offset) {
    shown.busy = true;
    let answer;
    try {
      answer = await acts().askInline({ chat_id: place().chat_id, query: words() ?? "", offset });
    } catch (error) {
      if (asked === shown.asked) notice(explain(error), "bad");
    }
    if (asked !== shown.asked) return;
    shown.busy = false;
    if (!answer?.answered) return hide();
    const found = answer.results.map((result) => ({ ...result, query: answer.query_id }));
    shown.results = offset ? [...shown.results, ...found] : found;
    shown.more = answer.next_offset ?? "";
    if (!offset) Object.assign(shown, { button: answer.button ?? null, at: -1 });
    node.hidden = false;
    node.setAttribute("aria-label", t("inlineResults"));
    draw();
  }

  function draw() {
    const options = shown.results.map((result, index) =>
      el(
        "div",
        {
          role: "option",
          id: `${id}-${index}`,
          "aria-selected": String(index === shown.at),
          on: { pointerdown: (event) => event.preventDefault(), click: () => pick(result) },
        },
        el("b", {}, result.title ?? result.type),
        result.description && el("span", {}, result.description),
      ),
    );
    const { button } = shown;
    fill(
      node,
      button && el("button", { type: "button", class: "inline-start", on: { click: () => lead(button) } }, button.text),
      options.length ? options : el("p", { class: "quiet" }, t("inlineNothing")),
    );
    if (shown.at >= 0) area.setAttribute("aria-activedescendant", `${id}-${shown.at}`);
    else area.removeAttribute("aria-activedescendant");
    node.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }

  function hide() {
    if (!node.hidden) area.removeAttribute("aria-activedescendant");
    node.hidden = true;
    Object.assign(shown, { results: [], at: -1, busy: false });
  }

  function lead(button) {
    hide();
    if (button.start_parameter) followStart(button.start_parameter);
  }

  async function pick(result) {
    const where = place();
    hide();
    try {
      await acts().pickInline({ ...where, query_id: result.query, result_id: result.id });
    } catch (error) {
      notice(explain(error), "bad");
      return;
    }
    shown.asked = null;
    sent();
  }

  /** @returns {boolean} whether the key was for the results */
  function key(event) {
    if (node.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = shown.results.length;
    if (step && count) {
      shown.at = (shown.at + step + count + (shown.at < 0 && step < 0 ? 1 : 0)) % count;
      draw();
    } else if (event.key === "Enter" && shown.at >= 0 && !event.shiftKey) pick(shown.results[shown.at]);
    else if (event.key === "Escape") hide();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  node.addEventListener("scroll", () => {
    const left = node.scrollHeight - node.scrollTop - node.clientHeight;
    if (left < NEAR_END && shown.more && !shown.busy) ask(shown.asked, shown.more);
  });

  return { node, update, key };
}
