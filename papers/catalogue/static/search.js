"use strict";
// Owns the search: what is asked for stands in the address after #, and the list shows what it says.
(() => {
  const AT_ONCE = 50;
  const NEAR = 3; // letters of an ending that a word and a stem need not share
  const byId = (id) => document.getElementById(id);
  const form = byId("search"), found = byId("found"), more = byId("more"), count = byId("count");
  const list = found.querySelector("ol"), blank = found.querySelector("template").content;
  const fields = [...form.elements].filter((field) => field.name);
  const language = document.documentElement.lang;
  const plural = new Intl.PluralRules(language);
  const kindWords = new Map([...(form.elements.kind?.options ?? [])].map((option) => [option.value, option.text]));
  let data = null, hits = [], shown = 0;

  const folded = (text) =>
    text.toLowerCase().replaceAll("ł", "l").replaceAll("ß", "ss").normalize("NFKD").replace(/\p{M}/gu, "");
  const asked = () => new URLSearchParams(location.hash.slice(1));
  const typed = (text) => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];

  // The script of the index calls this when it has come: a page from a disk may read nothing but scripts.
  window.catalogue = (index) => {
    data = { ...index, forms: new Map(index.forms), places: index.tags.map(([tag]) => tag) };
    show();
  };
  const load = () => {
    if (form.classList.contains("loading")) return;
    form.classList.add("loading");
    document.head.append(Object.assign(document.createElement("script"), { src: form.dataset.index }));
  };

  // Stems that a word means, each with how well it fits.
  const meant = (word) => {
    const fitting = new Map(), near = new Map();
    const known = new Set([...data.forms].filter(([form, stem]) => stem && form.startsWith(word)).map(([, stem]) => stem));
    let inner = "";
    for (const [stem] of data.stems) {
      if (known.has(stem)) fitting.set(stem, 1);
      else if (stem.startsWith(word)) fitting.set(stem, word.length / stem.length);
      else if (word.startsWith(stem)) {
        if (stem.length > inner.length && (stem.length > NEAR || word.length - stem.length <= NEAR)) inner = stem;
      } else if (stem[0] === word[0]) {
        let same = 1;
        while (stem[same] === word[same]) same += 1;
        if (same > NEAR && Math.max(stem.length, word.length) - same <= NEAR) near.set(stem, 0.3);
      }
    }
    if (inner && !data.forms.get(word)) fitting.set(inner, 1);
    return fitting.size ? fitting : near;
  };

  // How much each entry says about a word; its title says thrice as much.
  const telling = (word) => {
    const fitting = meant(word), weights = new Map();
    for (const [stem, told] of data.stems) {
      if (!fitting.has(stem)) continue;
      let code = 0;
      for (const step of told.split(" ")) {
        code += parseInt(step, 36);
        const weight = fitting.get(stem) * (code & 1 ? 3 : 1);
        weights.set(code >> 1, Math.max(weight, weights.get(code >> 1) ?? 0));
      }
    }
    return weights;
  };

  const search = (wanted) => {
    const words = typed(wanted.get("q") ?? "").filter((word) => data.forms.get(word) !== "");
    const weights = [...new Set(words)].map(telling);
    const value = (name) => wanted.get(name) ?? "";
    const tag = data.places.indexOf(value("tag"));
    return data.rows
      .map((row, place) => ({ row, weight: weights.reduce((sum, each) => sum + (each.get(place) ?? -Infinity), 0) }))
      .filter(({ row: [, kind, , , , year, size, institution, tags], weight }) =>
        weight >= 0
        && (!value("kind") || data.kinds[kind] === value("kind"))
        && (!value("size") || data.sizes[size] === value("size"))
        && (!value("year") || String(year) === value("year"))
        && (!value("institution") || institution === value("institution"))
        && (!value("tag") || tags.includes(tag)))
      .sort((one, other) => other.weight - one.weight);
  };

  const card = ([number, kind, title, place, spoken, year, , , tags, outdated, moves]) => {
    const item = blank.cloneNode(true), part = (name) => item.querySelector(name);
    part(".kind").textContent = kindWords.get(data.kinds[kind]) ?? "";
    part(".place").textContent = place;
    part(".year").textContent = year;
    Object.assign(part("h3 a"), { href: `w/${number}.html`, textContent: title, lang: spoken });
    if (!outdated) part(".stale").remove();
    if (moves.length) part(".places").textContent = moves.join(", ");
    else part(".works").remove();
    if (!tags.length) part(".tags").remove();
    for (const [tag, page] of tags.map((at) => data.tags[at])) {
      const link = Object.assign(document.createElement("a"), { href: page });
      link.append(Object.assign(document.createElement("bdi"), { textContent: tag }));
      part(".tags").appendChild(document.createElement("li")).append(link);
    }
    return item;
  };

  const unfold = () => {
    list.append(...hits.slice(shown, shown + AT_ONCE).map(({ row }) => card(row)));
    shown = Math.min(shown + AT_ONCE, hits.length);
    more.hidden = shown === hits.length;
  };

  const counted = (number) => {
    const { one, few, many, nothing } = form.dataset, sample = { one, few };
    return number ? (sample[plural.select(number)] ?? many).replace(/\d+/, number.toLocaleString(language)) : nothing;
  };

  const show = () => {
    const wanted = asked(), searching = fields.some((field) => (wanted.get(field.name) ?? "").trim());
    for (const field of fields) {
      const value = wanted.get(field.name) ?? "";
      if (field.value.trim() !== value.trim()) field.value = value;
    }
    byId("clear").hidden = !searching;
    if (searching && !data) return load();
    found.hidden = !searching;
    byId("all").hidden = searching;
    list.replaceChildren();
    [hits, shown] = [searching ? search(wanted) : [], 0];
    unfold();
    count.textContent = searching ? counted(hits.length) : "";
  };

  const ask = (event) => {
    const wanted = new URLSearchParams(fields.filter((field) => field.value.trim()).map((field) => [field.name, field.value.trim()]));
    const typing = event.target.name === "q" && asked().get("q") && wanted.get("q");
    if (wanted.toString() === asked().toString()) return;
    if (typing) location.replace(`#${wanted}`);
    else location.hash = wanted;
  };

  form.hidden = false;
  form.addEventListener("focusin", load);
  form.addEventListener("input", ask);
  form.addEventListener("submit", (event) => { event.preventDefault(); if (!found.hidden) byId("found-heading").focus(); });
  byId("clear").addEventListener("click", () => { location.hash = ""; form.elements.q.focus(); });
  more.addEventListener("click", () => { const next = shown; unfold(); list.children[next]?.querySelector("h3 a").focus(); });
  addEventListener("hashchange", show);
  show();
})();
