/** Owns photos, albums and files inside messages. */
import { fileUrl } from "./api.js";
import { dialog } from "./dialog.js";
import { el, icon } from "./dom.js";
import { authorName } from "./entities.js";
import { language, t } from "./words.js";

const WIDEST = 420;
const TALLEST = 420;
const IMAGE = /^image\/(png|jpeg|gif|webp)$/;

/** A photo of known size: its place is kept before the bytes come. */
export function photo(message, { tile = false } = {}) {
  const size = [...message.photo].sort((a, b) => a.width - b.width).at(-1);
  const words = message.caption || t("photoBy", { name: authorName(message) });
  const image = el("img", { src: fileUrl(size.file_id), alt: words, loading: "lazy", width: size.width, height: size.height });
  const open = () => enlarge(size, words);
  const frame = el(
    "button",
    { type: "button", class: "photo", "aria-label": `${t("openPhoto")}: ${words}`, data: { focus: size.file_id }, on: { click: open } },
    image,
  );
  if (!tile) {
    const scale = Math.min(1, WIDEST / size.width, TALLEST / size.height);
    frame.style.width = `${Math.max(120, Math.round(size.width * scale))}px`;
    frame.style.aspectRatio = `${size.width} / ${size.height}`;
  }
  return frame;
}

export function album(messages) {
  return el("div", { class: "album", data: { count: Math.min(messages.length, 4) } }, messages.map((one) => (one.photo ? photo(one, { tile: true }) : file(one))));
}

function enlarge(size, words) {
  dialog(t("photo"), () => [el("img", { class: "whole-photo", src: fileUrl(size.file_id), alt: words, width: size.width, height: size.height })], { wide: true });
}

export function file(message) {
  const { document: paper } = message;
  const name = paper.file_name ?? t("file");
  const preview = IMAGE.test(paper.mime_type ?? "") && (paper.file_size ?? 0) < 5e6;
  return el(
    "a",
    {
      class: "file",
      href: fileUrl(paper.file_id),
      download: name,
      "aria-label": t("download", { name }),
      data: { focus: paper.file_id },
    },
    preview ? el("img", { class: "file-preview", src: fileUrl(paper.file_id), alt: "", width: 48, height: 48 }) : el("span", { class: "file-icon" }, icon("file")),
    el("span", { class: "file-words" }, el("span", { class: "file-name" }, name), el("span", { class: "quiet" }, fileSize(paper.file_size))),
  );
}

export function fileSize(bytes = 0) {
  const number = (value) => new Intl.NumberFormat(language(), { maximumFractionDigits: 1 }).format(value);
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${number(bytes / 1000)} kB` : `${number(bytes / 1e6)} MB`;
}
