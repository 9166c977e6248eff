/** Owns the interface language: which one it is, how it is kept, and how a phrase gets its values and plural. */
import { ENGLISH } from "./words.en.js";
import { POLISH } from "./words.pl.js";

const KEY = "spoiwo.language";
const CATALOGS = { pl: POLISH, en: ENGLISH };

let current = chosen();
const plurals = { pl: new Intl.PluralRules("pl"), en: new Intl.PluralRules("en") };
document.documentElement.lang = current;

function chosen() {
  const asked = new URLSearchParams(location.search).get("lang");
  if (asked in CATALOGS) {
    remember(asked);
    return asked;
  }
  const kept = recall();
  return kept in CATALOGS ? kept : "pl";
}

function recall() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(code) {
  try {
    localStorage.setItem(KEY, code);
  } catch {
    // A browser that keeps nothing still speaks the chosen language on this page.
  }
}

export const language = () => current;
export const otherLanguage = () => (current === "pl" ? "en" : "pl");

export function speak(code) {
  current = code;
  document.documentElement.lang = code;
  remember(code);
}

export const isPhrase = (key) => Object.hasOwn(CATALOGS[current], key);

/**
 * A phrase with `{name}` replaced. A phrase that is an object of plural forms chooses by `n`.
 * @param {string} key
 * @param {Object<string, string|number>} values
 */
export function t(key, values = {}) {
  const phrase = CATALOGS[current][key];
  const text = typeof phrase === "object" ? phrase[plurals[current].select(values.n)] ?? phrase.other : phrase;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
