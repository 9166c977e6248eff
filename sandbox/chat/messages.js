/** Owns the list of messages of the open chat: days, runs of one author, scrolling, jumping, what is new. */
import { notice } from "./dialog.js";
import { arrowKeys, el, icon, patch } from "./dom.js";
import { age, oneLine } from "./entities.js";
import { messageRow, spoken } from "./message.js";
import { readOpenChat, setJump } from "./navigation.js";
import { pollSignature } from "./polls.js";
import { serviceText } from "./service.js";
import { firstNew, idOf, inTopic, isMine, now, visible } from "./store.js";
import { dayName, sameDay } from "./time.js";
import { language, t } from "./words.js";

const PAGE = 80;
const RUN_SECONDS = 300;
const NEAR_END = 90;

export function messageList() {
  const rows = el("div", { class: "rows" });
  const earlier = el("button", { type: "button", class: "earlier", hidden: true, on: { click: () => showEarlier() } });
  const scroller = el("div", { class: "scroller", tabindex: "-1" }, earlier, rows);
  const toEnd = el("button", { type: "button", class: "to-end", hidden: true, on: { click: () => goToEnd("smooth") } }, icon("down"));
  const node = el("div", { class: "messages" }, scroller, toEnd);
  const shown = { place: "", count: PAGE, newFrom: 0, last: 0, around: null, chat: null, topic: 0 };

  arrowKeys(rows, "article");
  scroller.addEventListener("scroll", () => (toEnd.hidden = nearEnd()), { passive: true });
  new ResizeObserver(() => scroller.dataset.follows && goToEnd("instant")).observe(rows);
  new ResizeObserver(() => scroller.dataset.follows && goToEnd("instant")).observe(scroller);
  scroller.addEventListener("scroll", () => (nearEnd() ? (scroller.dataset.follows = "1") : delete scroller.dataset.follows), { passive: true });

  const nearEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;
  const goToEnd = (behavior) => scroller.scrollTo({ top: scroller.scrollHeight, behavior });

  function showEarlier() {
    const height = scroller.scrollHeight;
    shown.count += PAGE;
    draw();
    scroller.scrollTop += scroller.scrollHeight - height;
  }

  function update(chat, topic, around) {
    Object.assign(shown, { chat, topic, around });
    const place = `${chat.id}/${topic}`;
    const entered = place !== shown.place;
    const messages = visible(chat);
    if (entered) Object.assign(shown, { place, count: PAGE, last: messages.at(-1)?.message_id ?? 0, newFrom: firstNew(chat) });
    announce(messages);
    const follow = entered || nearEnd() || (messages.at(-1) && isMine(messages.at(-1)) && messages.at(-1).message_id > shown.last);
    shown.last = Math.max(shown.last, messages.at(-1)?.message_id ?? 0);
    toEnd.setAttribute("aria-label", t("toBottom"));
    toEnd.title = t("toBottom");
    earlier.textContent = t("earlier");
    draw();
    if (follow) goToEnd("instant");
    if (entered) {
      scroller.dataset.follows = "1";
      const divider = rows.querySelector(".new-line");
      if (divider && divider.offsetTop < scroller.scrollTop) {
        delete scroller.dataset.follows;
        scroller.scrollTop = divider.offsetTop - 40;
      }
    }
    toEnd.hidden = nearEnd();
    readOpenChat();
  }

  function announce(messages) {
    const ears = document.getElementById("announcer");
    for (const message of messages) {
      if (message.message_id <= shown.last || isMine(message)) continue;
      ears.append(el("p", {}, serviceText(message) ?? spoken(message)));
    }
    while (ears.childElementCount > 5) ears.firstChild.remove();
  }

  function draw() {
    const { chat, topic, around, count } = shown;
    const all = visible(chat).filter((message) => !chat.is_forum || inTopic(message, topic));
    earlier.hidden = all.length <= count;
    rows.classList.toggle("alone", !around.named);
    rows.setAttribute("role", "group");
    rows.setAttribute("aria-label", t("chatWith", { title: chat.title }));
    patch(rows, [...items(all.slice(-count), around)]);
    const articles = rows.querySelectorAll("article");
    if (!rows.querySelector('article[tabindex="0"]') && articles.length) articles[articles.length - 1].tabIndex = 0;
  }

  rows.addEventListener("focusin", (event) => {
    const article = event.target.closest("article");
    if (!article) return;
    for (const one of rows.querySelectorAll('article[tabindex="0"]')) one.tabIndex = -1;
    article.tabIndex = 0;
  });

  function* items(messages, around) {
    const today = now();
    let divided = shown.newFrom === 0;
    for (let i = 0; i < messages.length; ) {
      const message = messages[i];
      const before = messages[i - 1];
      let end = i + 1;
      while (message.media_group_id && messages[end]?.media_group_id === message.media_group_id) end += 1;
      const run = messages.slice(i, end);
      if (!before || !sameDay(before.date, message.date)) yield line(`day-${message.date}`, "day", dayName(message.date, today));
      if (!divided && message.message_id >= shown.newFrom && !isMine(message)) {
        divided = true;
        yield line("new", "new-line", t("newMessages"));
      }
      yield item(run, { first: !goesOn(before, message), last: !goesOn(run.at(-1), messages[end]) }, around);
      i = end;
    }
  }

  function item(run, place, around) {
    const [message] = run;
    const said = serviceText(message);
    const key = String(idOf(message));
    if (said !== null) {
      const about = message.pinned_message?.message_id;
      return line(key, "service", said, about && (() => around.jump(about)), message.pinned_message && oneLine(message.pinned_message));
    }
    const inside = run.map((one) => [age(one), one.poll && pollSignature(one)]);
    const sig = JSON.stringify([run, inside, place, language(), around.canWrite, around.named, around.boss]);
    return { key, sig, make: (old) => messageRow(run, place, around, old?.matches("article") ? old : undefined) };
  }

  function jump(id) {
    if (!visible(shown.chat).some((message) => message.message_id === id)) return notice(t("gone"));
    const find = () => rows.querySelector(`[data-message="${id}"]`);
    while (!find() && shown.count < shown.chat.messages.length) {
      shown.count += PAGE;
      draw();
    }
    const row = find();
    if (!row) return notice(t("gone"));
    delete scroller.dataset.follows;
    row.scrollIntoView({ block: "center" });
    row.focus({ preventScroll: true });
    row.classList.add("found");
    setTimeout(() => row.classList.remove("found"), 1600);
    return true;
  }

  setJump(jump);
  return { node, update, jump };
}

const goesOn = (a, b) =>
  Boolean(a && b) && serviceText(a) === null && serviceText(b) === null && a.from?.id === b.from?.id && b.date - a.date < RUN_SECONDS && sameDay(a.date, b.date);

function line(key, kind, words, click, title) {
  const inside = () => (click ? el("button", { type: "button", title, on: { click } }, words) : el("span", {}, words));
  return { key, sig: words, make: () => el("div", { class: kind }, inside()) };
}
