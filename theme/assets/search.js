// The page of the search: what it needs is loaded when somebody searches, and nothing is kept.
(() => {
  const box = document.querySelector("[data-search]");
  const { taken, words, terms } = beaconSearch;
  const field = box.querySelector("input");
  const part = (name) => box.querySelector(`[data-${name}]`);
  const [said, types, list, more, none, first] = ["said", "types", "list", "more", "none", "first"].map(part);
  const { root, language } = box.dataset;
  const kinds = JSON.parse(box.dataset.types);
  const one = Object.fromEntries(kinds.map(([type, , name]) => [type, name]));
  const atOnce = 10;
  // A folder opened as a file would show what is in it.
  const page = (id) => {
    const [path, anchor] = id.split("#");
    const file = location.protocol === "file:" ? "index.html" : "";
    return `${root}${path}${path && "/"}${file}${anchor ? `#${anchor}` : ""}`;
  };

  const scripts = {};
  const load = (source) => (scripts[source] ||= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    Object.assign(script, { src: source, async: false, onload: resolve, onerror: reject });
    document.head.append(script);
  }));

  // The index as MiniSearch writes it, from the form in which it is sent (postings.py).
  const unpack = ({ ids, lengths, terms: packed }) => {
    const index = [];
    let term = "";
    for (const entry of packed.split(";")) {
      const [head, ...fields] = entry.split(" ");
      term = term.slice(0, parseInt(head[0], 36)) + head.slice(1);
      const postings = {};
      fields.forEach((steps, place) => {
        if (!steps) return;
        const pages = (postings[place] = {});
        let number = 0;
        for (const step of steps.split(",")) {
          const dot = step.indexOf(".");
          number += parseInt(dot < 0 ? step : step.slice(0, dot), 36);
          pages[number] = dot < 0 ? 1 : parseInt(step.slice(dot + 1), 36);
        }
      });
      index.push([term, postings]);
    }
    const mean = [0, 1, 2].map((place) => lengths.reduce((sum, all) => sum + all[place], 0) / lengths.length);
    return {
      index, documentCount: ids.length, nextId: ids.length, documentIds: { ...ids }, fieldLength: { ...lengths },
      fieldIds: { title: 0, words: 1, body: 2 }, averageFieldLength: mean, storedFields: {}, dirtCount: 0, serializationVersion: 2,
    };
  };

  let engine;
  let known;
  const open = async () => {
    const { library, index, pages, serbian } = box.dataset;
    await Promise.all([library, index, pages].map(load));
    if (taken.index.languages.includes("sr")) await load(serbian);
    const packed = unpack(taken.index);
    known = new Set(packed.index.map(([term]) => term));
    engine = MiniSearch.loadJS(packed, {
      fields: ["title", "words", "body"], tokenize: (text) => [text], processTerm: (term) => term,
    });
  };
  let opening;
  const ready = () => (opening ||= open());

  const analyse = (text) => [...new Set(taken.index.languages.flatMap((other) => terms(text, other)))];
  const weight = (id) => ({ help: 1.5, event: 0.3 })[taken.pages[id]?.[0]] || 1;
  const options = { boost: { title: 6, words: 3, body: 1 }, boostDocument: weight };

  // A word as it is; where no page has it, what begins with it; where nothing does, what is like it.
  const asked = (term, typing) => {
    const exact = { queries: [term], combineWith: "OR" };
    if (known.has(term) && !typing) return exact;
    const longer = { ...exact, prefix: term.length > 2 };
    if (known.has(term) || engine.search(longer).length) return longer;
    return { ...longer, fuzzy: term.length > 3 && 0.25, maxFuzzy: 2 };
  };

  const find = (query) => {
    const parts = query.split(/\s+/).filter((text) => words(text).length);
    // Two letters say something only where there is nothing longer.
    const units = parts.map(analyse).filter((unit) => unit.length);
    const telling = units.filter((unit) => unit.some((term) => term.length > 2));
    const queries = (telling.length ? telling : units).map((unit, i, all) => (
      { combineWith: "OR", queries: unit.map((term) => asked(term, i === all.length - 1)) }
    ));
    if (!queries.length) return [];
    const all = engine.search({ combineWith: "AND", queries }, options);
    const some = queries.length > 1 && all.length < 3 ? engine.search({ combineWith: "OR", queries }, options) : [];
    const there = new Set(all.map((result) => result.id));
    return [...all, ...some.filter((result) => !there.has(result.id))]
      .filter((result) => taken.pages[result.id])
      .map(({ id, match }) => ({ id, matched: new Set(Object.keys(match)) }));
  };

  // One letter wrong, missing or too many: who is afraid does not look for typing mistakes.
  const alike = (one, other) => {
    if (one === other) return true;
    if (Math.min(one.length, other.length) < 5 || Math.abs(one.length - other.length) > 1) return false;
    let i = 0;
    while (one[i] === other[i]) i += 1;
    const rest = (text, from) => text.slice(from);
    return rest(one, i + 1) === rest(other, i + 1) || rest(one, i) === rest(other, i + 1) || rest(one, i + 1) === rest(other, i);
  };

  const answers = (query) => {
    const mine = terms(query, language);
    const fits = (phrase) => phrase.split(" ").every((term) => mine.some((other) => alike(term, other)));
    const pages = taken.index.worries.filter(([phrases]) => phrases.some(fits)).flatMap(([, ids]) => ids);
    return [...new Set(pages)].filter((id) => taken.pages[id]);
  };

  const element = (name, className, ...inside) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...inside);
    return made;
  };

  // Words are put in as text, whatever they hold.
  const marked = (text, matched) => {
    const parts = [];
    let end = 0;
    for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}]+/gu)) {
      if (!analyse(word).some((term) => matched.has(term))) continue;
      parts.push(text.slice(end, index), element("mark", "", word));
      end = index + word.length;
    }
    return [...parts, text.slice(end)];
  };
  const holds = (text, matched) => new Set(analyse(text).filter((term) => matched.has(term))).size;

  const excerpt = (blocks, matched) => {
    let best = "";
    let most = 0;
    for (const block of blocks) {
      const found = holds(block, matched);
      if (found > most) [best, most] = [block, found];
    }
    if (best.length < 220) return best;
    const places = [...best.matchAll(/[\p{L}\p{N}]+/gu)];
    const at = places.findIndex(({ 0: word }) => analyse(word).some((term) => matched.has(term)));
    const from = places[Math.max(0, at - 8)].index;
    const last = places.filter(({ index }) => index < from + 200).at(-1);
    const to = last.index + last[0].length;
    return `${from ? "… " : ""}${best.slice(from, to)}${to < best.length ? " …" : ""}`;
  };

  const item = ({ id, matched }) => {
    const [type, title, description, particulars, more, lang] = taken.pages[id];
    const link = element("a", "", ...marked(title, matched));
    link.href = page(id);
    const text = element("p", "found-text", ...marked(description, matched));
    for (const part of [link, text]) if (lang) part.lang = lang;
    const kind = element("p", "found-kind", [one[type], particulars].filter(Boolean).join(" · "));
    if (more && matched.size && !holds(`${title} ${description}`, matched)) {
      load(`${root}${id}${id && "/"}text.js`).then(() => {
        const better = excerpt(taken[`text ${id}`], matched);
        if (better) text.replaceChildren(...marked(better, matched));
      }, () => {});
    }
    return element("li", `found found-${type}`, element("h3", "", link), kind, text);
  };

  let results = [];
  let shown = atOnce;
  let chosen = "";
  const fitting = () => results.filter(({ id }) => !chosen || taken.pages[id][0] === chosen);

  const choices = () => {
    const counts = Object.create(null); // in which an address finds nothing that is no kind
    for (const { id } of results) counts[taken.pages[id][0]] = (counts[taken.pages[id][0]] || 0) + 1;
    const there = kinds.filter(([type]) => counts[type]);
    if (!counts[chosen]) chosen = "";
    types.hidden = there.length < 2;
    const button = (type, name, count) => {
      const made = element("button", "", `${name} `, element("span", "", String(count)));
      Object.assign(made, { type: "button", value: type });
      made.setAttribute("aria-pressed", type === chosen);
      return made;
    };
    const held = types.contains(document.activeElement) && document.activeElement.value;
    types.replaceChildren(button("", box.dataset.all, results.length), ...there.map(([type, name]) => button(type, name, counts[type])));
    if (held !== false) (types.querySelector(`[value="${held}"]`) || types.firstChild).focus();
  };

  // Who asks and hears nothing does not know that anything was found, and a text that stays as it is
  // is not read out: a space at its end, which nobody sees or hears, makes it another one.
  const say = (text, asked) => {
    const same = said.textContent === text;
    if (!same) said.textContent = text;
    else if (asked && text) said.textContent = `${text}\u00a0`;
  };

  const draw = () => {
    const all = fitting();
    list.replaceChildren(...all.slice(0, shown).map(item));
    more.hidden = all.length <= shown;
    return all.length;
  };

  const show = (query, asked, helped) => {
    const count = draw();
    none.hidden = !query || helped || results.length > 0;
    const text = !query ? "" : count ? box.dataset.found.replace("{count}", count) : helped ? "" : box.dataset.nothing;
    say(helped ? `${box.dataset.helped} ${text}`.trim() : text, asked);
  };

  // The address stays in the history of a device that may not be the reader's alone: words of
  // distress are never put into it, and other words only when they are whole.
  const remember = () => {
    const words = field.value.trim();
    const query = answers(words).length ? "" : words;
    const asked = new URLSearchParams({ ...(query && { q: query }), ...(query && chosen && { type: chosen }) }).toString();
    history.replaceState(null, "", `${location.pathname}${asked && "?"}${asked}`);
  };

  let turn = 0;
  let waiting;
  let entered = false;
  const search = async () => {
    // Enter after the last letter is one search: a second one would take the focus away.
    clearTimeout(waiting);
    const mine = (turn += 1);
    const query = field.value.trim();
    try {
      await ready();
    } catch {
      say(box.dataset.failed, true);
      none.hidden = false;
      return;
    }
    if (mine !== turn) return;
    const pinned = answers(query);
    results = query ? find(query) : [];
    first.hidden = !pinned.length;
    first.querySelector("ul").replaceChildren(...pinned.map((id) => item({ id, matched: new Set() })));
    results = results.filter(({ id }) => !pinned.includes(id));
    shown = atOnce;
    choices();
    const asked = entered || document.activeElement !== field;
    show(query, asked, pinned.length > 0);
    if (asked) remember();
    entered = false;
  };

  field.addEventListener("focus", () => ready().catch(() => {}), { once: true });
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 150);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    entered = true;
    search();
  });
  field.addEventListener("change", () => ready().then(remember, () => {}));
  part("go").addEventListener("click", search);
  types.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    chosen = button.value;
    shown = atOnce;
    choices();
    show(field.value.trim(), true);
    remember();
  });
  more.addEventListener("click", () => {
    const before = shown;
    shown += atOnce;
    draw();
    list.children[before].querySelector("a").focus();
  });

  const asking = new URLSearchParams(location.search);
  field.value = asking.get("q") || "";
  chosen = asking.get("type") || "";
  box.hidden = false;
  document.querySelector("[data-plain]").hidden = true;
  if (field.value) search();
  Object.assign(beaconSearch, { ready, find, answers });
})();
