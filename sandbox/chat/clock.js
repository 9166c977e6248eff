/** Owns the clock control: what time it is in the sandbox, and moving it. */
import * as api from "./api.js";
import { explain, notice } from "./dialog.js";
import { el, icon } from "./dom.js";
import { changed, hearClock, now, state } from "./store.js";
import { clockFace, fromField, shortClockFace, shortMoment, toField } from "./time.js";
import { t } from "./words.js";

const HOUR = 3600;

export function clockControl() {
  const face = el("span", { class: "long" });
  const shortFace = el("span", { class: "short" });
  const toggle = el("button", { type: "button", class: "clock-face", "aria-expanded": "false", on: { click: () => open(!node.classList.contains("open")) } }, icon("clock"), el("span", { class: "clock-time" }, face, shortFace));
  const hour = el("button", { type: "button", on: { click: () => move({ by: HOUR }) } });
  const day = el("button", { type: "button", on: { click: () => move({ by: 24 * HOUR }) } });
  const next = el("button", { type: "button", on: { click: () => move({ next: true }) } });
  const due = el("p", { class: "quiet due" });
  const fieldWords = el("span", {});
  const field = el("input", { type: "datetime-local", step: 60 });
  const go = el("button", { type: "submit" });
  const progress = el("progress", { "aria-hidden": "true" });
  const target = el("form", { class: "clock-target", novalidate: true, on: { submit: moveToField } }, el("label", { class: "field" }, fieldWords, field), go);
  const steps = el("div", { class: "clock-steps" }, hour, day, next);
  const panel = el("div", { class: "clock-panel" }, steps, el("div", { class: "clock-more" }, due, target));
  const node = el("div", { class: "clock", role: "group" }, toggle, panel, progress);
  let busy = false;

  function open(yes) {
    node.classList.toggle("open", yes);
    toggle.setAttribute("aria-expanded", String(yes));
    if (!yes) return;
    field.value = toField(now());
    field.focus();
  }

  async function move(where) {
    if (busy) return;
    const focused = document.activeElement;
    busy = true;
    changed();
    update();
    try {
      const { now: at, visited } = await api.moveClock(where);
      hearClock({ ...state.clock, now: at, moving: false });
      const n = Array.isArray(visited) ? visited.length : Number(visited ?? 0);
      notice(t("moved", { when: clockFace(Date.parse(at)) }) + (n ? ` · ${t("visited", { n })}` : ""));
      field.value = toField(Date.parse(at));
    } catch (error) {
      notice(explain(error), "bad");
    } finally {
      busy = false;
      update();
      if (document.activeElement === document.body && focused?.isConnected && !focused.disabled) focused.focus();
    }
  }

  function moveToField(event) {
    event.preventDefault();
    if (!field.value) return notice(t("pickMoment"), "bad");
    const to = fromField(field.value);
    if (to <= now()) return notice(t("onlyForward"), "bad");
    return move({ to: new Date(to).toISOString() });
  }

  function update() {
    const moving = busy || state.clock.moving;
    const { next_due: due_at } = state.clock;
    const time = clockFace(now());
    face.textContent = time;
    shortFace.textContent = shortClockFace(now());
    for (const [button, key] of [[hour, "plusHour"], [day, "plusDay"], [next, "toNext"], [go, "move"]]) button.textContent = t(key);
    next.title = due_at ? t("toNextAt", { when: shortMoment(Date.parse(due_at) / 1000) }) : t("nothingDue");
    fieldWords.textContent = t("moveTo");
    due.textContent = moving ? t("moving") : next.title;
    for (const button of [hour, day, go]) button.disabled = moving;
    next.disabled = moving || !due_at;
    field.disabled = moving;
    progress.hidden = !moving;
    node.setAttribute("aria-label", t("clock"));
    node.setAttribute("aria-busy", String(Boolean(moving)));
    toggle.setAttribute("aria-label", `${t("clockNow", { when: time })}. ${t("openClock")}`);
    toggle.title = t("openClock");
  }

  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !node.classList.contains("open")) return;
    event.stopPropagation();
    open(false);
    toggle.focus();
  });
  document.addEventListener("pointerdown", (event) => !node.contains(event.target) && open(false));
  setInterval(update, 1000);

  return { node, update };
}
