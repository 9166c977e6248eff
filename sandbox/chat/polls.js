/** Owns polls: what is asked, how one votes, what came out. A choice being made survives updates of the message. */
import { attempt } from "./dialog.js";
import { el, icon } from "./dom.js";
import { formatted } from "./entities.js";
import { acts, changed, idOf, isBoss, nameOf, personById, state } from "./store.js";
import { shortMoment } from "./time.js";
import { t } from "./words.js";

/** @type {Map<string, Set<number>>} choices not yet sent, by poll */
const choosing = new Map();

/** What decides whether a poll must be drawn again. */
export const pollSignature = ({ poll: asked }) => JSON.stringify([asked, choosing.has(asked.id)]);

/**
 * @param {Object} message with `poll`, and this reader's own `my_options` in it
 * @returns {HTMLElement}
 */
export function poll(message) {
  const box = el("section", { class: "poll", "aria-label": t("poll") });
  draw(box, message);
  return box;
}

function draw(box, message) {
  const { poll: asked } = message;
  const mine = asked.my_options ?? [];
  const open = !asked.is_closed && (mine.length === 0 || choosing.has(asked.id));
  box.replaceChildren(
    el("p", { class: "poll-question" }, formatted(asked.question, asked.question_entities)),
    el("p", { class: "quiet" }, kind(asked)),
    asked.description ? el("p", {}, formatted(asked.description, asked.description_entities)) : "",
    open ? ballot(box, message) : results(asked, mine),
    el("footer", {}, el("span", { class: "quiet" }, voters(asked)), open ? ballotActions(box, message) : afterwards(box, message, mine)),
    !asked.is_closed && isBoss(state.chats.get(message.chat.id) ?? message.chat) ? el("p", {}, textButton(t("endVote"), "end-vote", () => end(message))) : "",
  );
}

function kind(asked) {
  const said = [t(asked.is_closed ? "closedPoll" : asked.is_anonymous ? "anonymousPoll" : "openPoll")];
  if (asked.allows_multiple_answers && !asked.is_closed) said.push(t("severalAnswers"));
  if (asked.close_date && !asked.is_closed) said.push(t("closes", { when: shortMoment(asked.close_date) }));
  return said.join(" · ");
}

const voters = (asked) => (asked.total_voter_count ? t("voters", { n: asked.total_voter_count }) : t("noVotes"));

async function send(box, message, options) {
  box.setAttribute("aria-busy", "true");
  for (const button of box.querySelectorAll("button, input")) button.disabled = true;
  const done = await attempt(acts().vote(message.chat.id, idOf(message), options));
  box.removeAttribute("aria-busy");
  for (const button of box.querySelectorAll("button, input")) button.disabled = false;
  if (done === undefined) return;
  choosing.delete(message.poll.id);
  changed();
}

const end = (message) => attempt(acts().endPoll(message.chat.id, idOf(message)));

function ballot(box, message) {
  const { poll: asked } = message;
  const several = asked.allows_multiple_answers;
  const chosen = choosing.get(asked.id) ?? new Set(asked.my_options);
  const choose = (index, input) => {
    if (!several) chosen.clear();
    if (input.checked) chosen.add(index);
    else chosen.delete(index);
    choosing.set(asked.id, chosen);
    const vote = box.querySelector("button.vote");
    if (vote) vote.disabled = chosen.size === 0;
  };
  return el(
    "div",
    { class: "ballot", role: several ? "group" : "radiogroup", "aria-label": asked.question },
    asked.options.map((option, index) => {
      const input = el("input", {
        type: several ? "checkbox" : "radio",
        name: `poll-${asked.id}`,
        checked: chosen.has(index),
        data: { focus: `option-${index}` },
        on: { change: () => choose(index, input) },
      });
      return el("label", {}, input, el("span", {}, formatted(option.text, option.text_entities)));
    }),
  );
}

function ballotActions(box, message) {
  const { poll: asked } = message;
  const chosen = () => [...(choosing.get(asked.id) ?? [])].sort((a, b) => a - b);
  const cancel = () => {
    choosing.delete(asked.id);
    draw(box, message);
  };
  return el(
    "span",
    { class: "poll-actions" },
    asked.my_options?.length ? textButton(t("cancel"), "cancel-vote", cancel) : null,
    textButton(t("vote"), "vote", () => send(box, message, chosen()), chosen().length === 0),
  );
}

function afterwards(box, message, mine) {
  const { poll: asked } = message;
  if (asked.is_closed || !mine.length || asked.allows_revoting === false) return "";
  const change = () => {
    choosing.set(asked.id, new Set(mine));
    draw(box, message);
    box.querySelector("input:checked, input")?.focus();
  };
  return el(
    "span",
    { class: "poll-actions" },
    textButton(t("changeVote"), "change-vote", change),
    textButton(t("retractVote"), "retract-vote", () => send(box, message, [])),
  );
}

const textButton = (words, name, click, disabled = false) =>
  el("button", { type: "button", class: `text-button ${name}`, disabled, data: { focus: name }, on: { click } }, words);

function results(asked, mine) {
  if (asked.results_hidden) return el("ul", { class: "results" }, asked.options.map((option, index) => el("li", {}, line(option, mine.includes(index)))));
  const total = Math.max(asked.total_voter_count, 1);
  return el(
    "ul",
    { class: "results" },
    asked.options.map((option, index) => {
      const percent = Math.round((option.voter_count / total) * 100);
      const bar = el("span", { class: "bar" });
      bar.style.setProperty("--share", `${percent}%`);
      return el(
        "li",
        { class: mine.includes(index) ? "mine" : "" },
        el("span", { class: "percent" }, `${percent}%`),
        line(option, mine.includes(index)),
        el("span", { class: "quiet votes" }, t("voters", { n: option.voter_count })),
        bar,
        asked.voters?.[index]?.length ? el("span", { class: "quiet voters", dir: "auto" }, names(asked.voters[index])) : null,
      );
    }),
  );
}

const names = (voterIds) => voterIds.map((id) => nameOf(personById(id))).join(", ");

function line(option, chosen) {
  const mark = chosen && el("span", { class: "chosen" }, icon("check"), el("span", { class: "ears-only" }, t("yourChoice")));
  return el("span", { class: "option" }, formatted(option.text, option.text_entities), mark);
}
