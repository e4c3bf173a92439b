// What Beacon adds to decap-cms: addresses from Cyrillic titles, files exactly as submissions
// have them, and a way to leave nothing behind on a computer that others use as well.
"use strict";
(() => {
  window.CMS_MANUAL_INIT = true;
  const given = document.currentScript.dataset;
  const letters = JSON.parse(given.letters);
  const words = JSON.parse(given.words);
  const latin = JSON.parse(given.latin);
  const MOST = 60;
  const HEAD = /^---\n[\s\S]*?\n---(?:\n|$)/;

  // The same rule as beacon/slugs.py.
  const addressOf = (text) => {
    const small = [...text.toLowerCase()].map((c) => letters[c] ?? c).join("");
    const ascii = small.normalize("NFKD").replace(/[^\x00-\x7f]/g, "");
    const address = ascii.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
    return address.slice(0, MOST).replace(/-+$/, "");
  };

  // Hours, days and numbers that phones put into names: the same rule as
  // beacon/submissions/pictures.py.
  const DIGITS = /\d{4}(?:[-_.]\d{1,2}){2}|\d{4,}|(?<![\p{L}\p{N}_])(?:\d{1,2}\.\d{2}(?:\.\d{2})?(?![\p{L}\p{N}_])|wa\d+)/giu;
  const NO_NAMES = "section img dsc dscn dcim image photo pxl pic file foto slika".split(" ");
  const MOST_OF_NAME = 40;

  // "taken" are the names of the other pictures that are sent with it.
  const pictureName = (name, taken) => {
    const [, stem, ending] = name.match(/^(.*?)(?:\.([^.]*))?$/);
    const kind = (ending ?? "").toLowerCase().replace("jpeg", "jpg");
    const short = addressOf(stem.replace(DIGITS, " ")).slice(0, MOST_OF_NAME).replace(/-+$/, "");
    const base = !short || NO_NAMES.includes(short) ? "picture" : short;
    let [is, number] = [`${base}.${kind}`, 1];
    while (taken.has(is)) is = `${base}-${(number += 1)}.${kind}`;
    return is;
  };

  // A text in a language is one that has a title; what is alike in all of them does not count.
  const isWritten = (raw) => {
    const title = (raw.match(HEAD)?.[0] ?? "").match(/^title:(.*)$/m)?.[1].trim();
    return Boolean(title) && title !== '""' && title !== "''";
  };

  const withoutAddress = (raw) => raw.replace(HEAD, (head) => head.replace(/^slug:.*\n/m, ""));

  // What YAML writes of a name; decap-cms puts some into quotation marks.
  const readName = (written) => {
    if (written.startsWith("'")) return written.slice(1, -1).replaceAll("''", "'");
    if (!written.startsWith('"')) return written;
    try { return JSON.parse(written); } catch { return written; }
  };

  // All names are exchanged at once: the new name of one picture may be the old one of another.
  const withNames = (raw, renamed) => {
    const head = (raw.match(HEAD)?.[0] ?? "").replace(
      /^(\s*(?:- )?file: )(.*)$/gm,
      (line, key, written) => key + (renamed.get(readName(written)) ?? written),
    );
    const forms = new Map();
    for (const [was, is] of renamed) {
      const encoded = [was.replaceAll(" ", "%20"), encodeURI(was), encodeURIComponent(was)];
      for (const form of [was, ...encoded]) forms.set(form, is);
    }
    const longest = [...forms.keys()].sort((a, b) => b.length - a.length);
    const any = longest.map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
    const body = raw.replace(HEAD, "");
    const named = new RegExp(`(?<=[(<"'\\s/]pictures/)(?:${any})(?![\\p{L}\\p{N}._-])`, "gu");
    return head + (any ? body.replace(named, (form) => forms.get(form)) : body);
  };

  const asSubmission = ({ dataFiles, assets, ...rest }) => {
    const renamed = new Map();
    const taken = new Set();
    for (const asset of assets ?? []) {
      const at = asset.path.lastIndexOf("/") + 1;
      const was = asset.path.slice(at);
      const is = pictureName(was, taken);
      taken.add(is);
      renamed.set(was, is);
      asset.path = asset.path.slice(0, at) + is;
    }
    const files = (dataFiles ?? []).filter((file) => isWritten(file.raw)).map((file) => {
      const raw = withNames(withoutAddress(file.raw), renamed);
      return { ...file, raw: raw.endsWith("\n") ? raw : `${raw}\n` };
    });
    return { ...rest, dataFiles: files, assets };
  };

  const keepAsSubmissions = (backend) => {
    const init = backend.init;
    backend.init = (...options) => {
      const host = init(...options);
      const persist = host.persistEntry.bind(host);
      host.persistEntry = (entry, how) => persist(asSubmission(entry), how);
      return host;
    };
  };

  const inLatin = (words) => typeof words === "string"
    ? [...words].map((c) => latin[c] ?? c).join("")
    : Object.fromEntries(Object.entries(words).map(([key, value]) => [key, inLatin(value)]));

  const leave = async () => {
    localStorage.clear();
    sessionStorage.clear();
    const stores = await indexedDB.databases?.() ?? [{ name: "localforage" }];
    for (const { name } of stores) indexedDB.deleteDatabase(name);
    location.replace(location.pathname);
  };

  const start = () => {
    const { CMS, initCMS } = window;
    for (const name of ["proxy", "github", "gitlab", "forgejo", "git-gateway"]) {
      const backend = CMS.getBackend(name);
      if (backend) keepAsSubmissions(backend);
    }
    if (latin["а"]) CMS.registerLocale("sr_Latn", inLatin(CMS.getLocale("sr_Cyrl")));
    for (const [place, word] of Object.entries(words)) {
      const names = place.split(".");
      const last = names.pop();
      names.reduce((inside, name) => (inside[name] ??= {}), CMS.getLocale(given.locale))[last] = word;
    }
    CMS.registerEditorComponent({
      id: "help-channels",
      label: given.help,
      fields: [],
      pattern: /^\[\[help-channels\]\]$/,
      fromBlock: () => ({}),
      toBlock: () => "[[help-channels]]",
      toPreview: () => given.help,
    });
    CMS.registerEventListener({
      name: "preSave",
      handler: ({ entry }) => {
        const data = entry.get("data");
        if (!entry.get("newRecord") || data.get("slug")) return data;
        return data.set("slug", addressOf(data.get("title") ?? "") || addressOf(given.name));
      },
    });
    // One language at a time: two beside each other are too much for a phone.
    if (!localStorage.getItem("cms.right-pane")) localStorage.setItem("cms.right-pane", "none");
    const button = document.querySelector(".desk-leave");
    button.hidden = false;
    button.addEventListener("click", () => {
      if (window.confirm(button.dataset.sure)) leave();
    });
    initCMS();
  };

  document.addEventListener("DOMContentLoaded", start);
})();
