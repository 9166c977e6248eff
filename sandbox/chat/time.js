/** Owns moments as a reader in Warsaw sees them. */
import { language, t } from "./words.js";

const ZONE = "Europe/Warsaw";
const MINUTE = 60;
const UNITS = [["year", 31557600], ["month", 2629800], ["day", 86400], ["hour", 3600], ["minute", MINUTE]];

const made = new Map();

function format(date, options) {
  const key = language() + JSON.stringify(options);
  if (!made.has(key)) made.set(key, new Intl.DateTimeFormat(locale(), { timeZone: ZONE, ...options }));
  return made.get(key).format(date);
}

const locale = () => (language() === "pl" ? "pl-PL" : "en-GB");
const SHORT_TIME = { hour: "2-digit", minute: "2-digit" };
const CLOCK = { day: "numeric", month: "short", year: "numeric", ...SHORT_TIME };

export const timeOfDay = (unix) => format(new Date(unix * 1000), SHORT_TIME);
export const fullMoment = (unix) =>
  format(new Date(unix * 1000), { weekday: "long", day: "numeric", month: "long", year: "numeric", ...SHORT_TIME });
export const shortMoment = (unix) =>
  format(new Date(unix * 1000), { weekday: "short", day: "numeric", month: "short", ...SHORT_TIME });
export const clockFace = (ms) => format(new Date(ms), { weekday: "short", ...CLOCK });
export const shortClockFace = (ms) => format(new Date(ms), CLOCK);

const dayKey = (ms) => new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE }).format(new Date(ms));
export const sameDay = (a, b) => dayKey(a * 1000) === dayKey(b * 1000);

/** "Dziś", "wczoraj" or the date, as of `now` (ms). */
export function dayName(unix, now) {
  if (dayKey(unix * 1000) === dayKey(now)) return t("today");
  if (dayKey(unix * 1000 + 86400000) === dayKey(now)) return t("yesterday");
  const sameYear = dayKey(unix * 1000).slice(0, 4) === dayKey(now).slice(0, 4);
  return format(new Date(unix * 1000), { weekday: "long", day: "numeric", month: "long", year: sameYear ? undefined : "numeric" });
}

/** The time today, otherwise the date: for the chat list. */
export const briefMoment = (unix, now) =>
  dayKey(unix * 1000) === dayKey(now) ? timeOfDay(unix) : format(new Date(unix * 1000), { day: "numeric", month: "short" });

/**
 * A `<tg-time>` as Telegram draws it: `r` relative, otherwise any of w, d or D, t or T.
 * @returns {string|null} null when the format asks for the words as written
 */
export function tgTime(unix, pattern, now) {
  if (!pattern) return null;
  if (pattern.includes("r")) return relative(unix, now);
  const options = {};
  if (pattern.includes("w")) options.weekday = "long";
  if (pattern.includes("d")) Object.assign(options, { day: "2-digit", month: "2-digit", year: "2-digit" });
  if (pattern.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (/[tT]/.test(pattern)) Object.assign(options, SHORT_TIME);
  if (pattern.includes("T")) options.second = "2-digit";
  return Object.keys(options).length ? format(new Date(unix * 1000), options) : null;
}

function relative(unix, now) {
  const seconds = unix - now / 1000;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["minute", MINUTE];
  return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

const parts = new Intl.DateTimeFormat("sv-SE", {
  timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
});

/** What `<input type=datetime-local>` holds for this moment in Warsaw. */
export const toField = (ms) => parts.format(new Date(ms)).replace(" ", "T");

/** The moment that a `datetime-local` value names in Warsaw, in ms. */
export function fromField(value) {
  const asUtc = Date.parse(`${value}:00Z`);
  const offset = (ms) => Date.parse(`${toField(ms)}:00Z`) - Math.floor(ms / 60000) * 60000;
  return asUtc - offset(asUtc - offset(asUtc));
}
