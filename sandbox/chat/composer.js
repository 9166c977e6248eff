/** Owns writing: text, reply, edit, a file or photo, the commands one has here, the bot's reply keyboard. */
import { commandMenu } from "./commands.js";
import { attempt, explain, notice } from "./dialog.js";
import { el, fill, icon, iconButton } from "./dom.js";
import { authorName, oneLine } from "./entities.js";
import { inlineResults } from "./inline.js";
import { offeredKeyboard, replyKeyboard } from "./keyboard.js";
import { fileSize } from "./media.js";
import { acts, inTopic, isBot, isMine, state, visible } from "./store.js";
import { language, t } from "./words.js";

const TALLEST = 160;
const AS_PHOTO = /^image\/(png|jpeg|webp)$/;

/** @type {Map<string, {text: string, reply?: Object, edit?: Object, file?: File, asFile?: boolean}>} by chat and topic */
const drafts = new Map();
/** @type {Set<string>} one-time keyboards already used */
const used = new Set();

export function composer() {
  const here = { chat: null, topic: 0, key: "", offer: "" };
  const area = el("textarea", { rows: 1, maxlength: 4096, enterkeyhint: "send", autocomplete: "off" });
  const chooser = el("input", { type: "file", class: "ears-only", tabindex: "-1", "aria-hidden": "true" });
  const strip = el("div", { class: "strip" });
  const keys = el("div", { class: "offered" });
  const commands = commandMenu(area, { pick: (command) => send(command), fits: () => here.chat?.commands ?? [], address: (command) => addressed(command, here.chat) });
  const inline = inlineResults(area, { place: () => ({ chat_id: here.chat.id, topic: here.topic || undefined, reply_to: draft().reply?.message_id }), sent: () => (drafts.delete(here.key), (area.value = ""), redraw()) });
  const attach = iconButton("attach", "", () => chooser.click());
  const slash = iconButton("slash", "", () => commands.toggle(), { "aria-haspopup": "listbox" });
  const submit = iconButton("send", "", () => send(), { class: "send" });
  const node = el("div", { class: "composer" }, commands.node, inline.node, strip, el("div", { class: "writing" }, attach, area, slash, submit, chooser), keys);

  const draft = () => drafts.get(here.key) ?? { text: "" };
  const keep = (change) => drafts.set(here.key, { ...draft(), ...change });

  function update(chat, topic) {
    const key = `${state.me.id}/${chat.id}/${topic}`;
    const entered = key !== here.key;
    Object.assign(here, { chat, topic, key });
    label(area, t(draft().file ? "writeComment" : "write"));
    for (const [button, words] of [[attach, "attach"], [slash, "commands"], [submit, "send"]]) label(button, t(words));
    if (entered) {
      area.value = draft().text;
      drawStrip();
      grow();
    }
    drawKeys();
    for (const list of [commands, inline]) list.update();
  }

  function redraw() {
    drawStrip();
    grow();
    area.focus();
  }

  function label(control, words) {
    control.setAttribute("aria-label", words);
    if (control === area) control.placeholder = offered()?.placeholder ?? words;
    else control.title = words;
  }

  function grow() {
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, TALLEST)}px`;
    submit.disabled = !area.value.trim() && !draft().file;
  }

  const offered = () => {
    const messages = here.chat ? visible(here.chat).filter((one) => !here.chat.is_forum || inTopic(one, here.topic)) : [];
    const offer = offeredKeyboard(messages.filter((one) => !isMine(one)));
    return offer && !(offer.once && used.has(`${here.key}/${offer.number}`)) ? offer : null;
  };

  function drawKeys() {
    const offer = offered();
    const sig = JSON.stringify([offer, here.key, language()]);
    if (sig === here.offer) return;
    here.offer = sig;
    fill(keys, offer && replyKeyboard(offer, (text) => {
      if (offer.once) used.add(`${here.key}/${offer.number}`);
      send(text);
    }));
  }

  function drawStrip() {
    const { reply, edit, file, asFile } = draft();
    const drop = (change) => () => {
      if (edit) area.value = "";
      keep(change);
      redraw();
    };
    const about = edit ?? reply;
    fill(
      strip,
      about && el(
        "div",
        { class: "strip-line" },
        icon(edit ? "edit" : "reply"),
        el("div", { class: "strip-words" }, el("b", {}, edit ? t("editing") : t("replyTo", { name: authorName(reply) })), el("span", {}, oneLine(about))),
        iconButton("close", t("cancel"), drop(edit ? { edit: undefined, text: "" } : { reply: undefined })),
      ),
      file && el(
        "div",
        { class: "strip-line" },
        preview(file, asFile),
        el("div", { class: "strip-words" }, el("b", {}, file.name), el("span", {}, fileSize(file.size))),
        AS_PHOTO.test(file.type) && el("label", { class: "check" }, el("input", { type: "checkbox", checked: asFile, on: { change: (event) => (keep({ asFile: event.target.checked }), drawStrip()) } }), t("asFile")),
        iconButton("close", t("removeFile"), drop({ file: undefined })),
      ),
    );
  }

  async function send(said) {
    const { reply, edit, file, asFile } = draft();
    const text = (said ?? area.value).trim();
    if (!text && !(file && !said)) return;
    const chat = here.chat;
    const before = { ...draft(), text: area.value };
    const key = here.key;
    if (said === undefined) {
      drafts.delete(key);
      area.value = "";
    } else keep({ reply: undefined });
    commands.close();
    inline.update();
    redraw();
    const kind = file && AS_PHOTO.test(file.type) && !asFile ? "photo" : "document";
    const act = edit && said === undefined
      ? acts().edit(chat.id, edit.message_id, text)
      : acts().say({ chat_id: chat.id, text, reply_to: reply?.message_id, topic: here.topic || undefined, ...(said === undefined && file ? { file, as: kind } : {}) });
    try {
      await act;
    } catch (error) {
      notice(explain(error), "bad");
      if (said !== undefined || drafts.get(key)?.text) return;
      drafts.set(key, before);
      if (here.key !== key) return;
      area.value = before.text;
      drawStrip();
      grow();
    }
  }

  area.addEventListener("input", () => {
    keep({ text: area.value });
    grow();
    for (const list of [commands, inline]) list.update();
  });
  area.addEventListener("keydown", (event) => {
    if (inline.key(event) || commands.key(event) || event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape" && (draft().reply || draft().edit)) {
      event.stopPropagation();
      strip.querySelector("button")?.click();
    } else if (event.key === "ArrowUp" && !area.value) {
      const last = visible(here.chat).findLast((one) => isMine(one) && one.text && (!here.chat.is_forum || inTopic(one, here.topic)));
      if (last) {
        event.preventDefault();
        edit(last);
      }
    }
  });
  const take = (file) => {
    if (!file) return;
    keep({ file, asFile: false });
    redraw();
  };
  chooser.addEventListener("change", () => (take(chooser.files[0]), (chooser.value = "")));
  area.addEventListener("paste", (event) => take(event.clipboardData?.files[0]));

  function reply(message) {
    keep({ reply: message, edit: undefined });
    redraw();
  }

  function edit(message) {
    area.value = message.text ?? message.caption ?? "";
    keep({ edit: message, reply: undefined, text: area.value });
    redraw();
  }

  return { node, update, reply, edit, send: (text) => attempt(send(text)), take, focus: () => area.focus() };
}

function preview(file, asFile) {
  if (!AS_PHOTO.test(file.type) || asFile) return icon("file");
  const url = URL.createObjectURL(file);
  return el("img", { class: "file-preview", src: url, alt: "", width: 40, height: 40, on: { load: () => URL.revokeObjectURL(url) } });
}

/** In a group a command is addressed, as Telegram does when one picks it. */
const addressed = (command, chat) => (chat.type === "private" || !chat.members?.some((member) => isBot({ id: member.user_id })) ? `/${command}` : `/${command}@${state.bot.username}`);
