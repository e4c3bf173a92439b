// A text as the terms it is found by: the same rules as plugins/beacon/search/analysis.py and
// bulgarian.py. tests/beacon/search/vectors.json holds both to them.
(() => {
  const letters = {};
  "абвгдђежзијклљмнњопрстћуфхцчџш".split("").forEach((letter, i) => {
    letters[letter] = "a b v g d dj e z z i j k l lj m n nj o p r s t c u f h c c dz s".split(" ")[i];
  });
  letters["đ"] = "dj";
  const tables = { sr: letters };

  const fold = (text, language) => {
    const table = tables[language] || {};
    const written = text.toLowerCase().normalize("NFC").replace(/[^]/gu, (sign) => table[sign] || sign);
    // All marks but the breve, which makes и the letter й, and the soft hyphen, which parts no word.
    return written.normalize("NFD").replace(/[\u0300-\u0305\u0307-\u036f\u00ad]/g, "").normalize("NFC");
  };

  const counts = (word) => ([...word].length > 1 || /^\p{Nd}$/u.test(word)) && [...word].length <= 40;
  const words = (text) => text.match(/[\p{L}\p{N}]+/gu) || [];
  const hyphenated = /[\p{L}\p{N}]+(?:[-\u2010\u2011][\p{L}\p{N}]+)+/gu;

  // Serbian: Snowball's rules, and before and behind them our own.
  const serbian = (word) => {
    word = word.replace(/([ln])jem$/, "$1je").replace(/(..)os(?:ti|tima|tiju|cu)$/, "$1ost");
    word = fold(self.exports.stemmer(word), "sr");
    return word.replace(/(.{3})(?:ov|ev|aj|[aeiou])$/, "$1").replace(/(.{4})sk$/, "$1").replace(/c$/, "k");
  };

  // Bulgarian: light rules after J. Savoy (2007).
  const articles = [
    [7, "ият", ""], [6, "ът", ""], [6, "ото", "о"], [6, "ето", "е"], [6, "ите", "и"], [6, "ете", "е"],
    [6, "ата", "а"], [6, "ята", "я"], [6, "тта", "т"], [6, "щта", "щ"], [6, "вта", "в"], [6, "ия", ""], [5, "ят", ""],
  ];
  const plurals = [
    [7, "овци", "о"], [6, "ове", ""], [7, "еве", "й"], [6, "ета", "е"],
    [5, "ци", "к"], [6, "зи", "г"], [6, "си", "х"], [4, "и", ""],
  ];
  const genders = [[4, "я", ""], [4, "а", ""], [4, "о", ""], [4, "е", ""]];
  const leftOver = [[5, "и", ""]];
  const without = (word, rules) => {
    const rule = rules.find(([shortest, ending]) => word.length >= shortest && word.endsWith(ending));
    return rule ? word.slice(0, word.length - rule[1].length) + rule[2] : word;
  };
  const bulgarian = (word) => {
    if (word.length < 4) return word;
    word = [articles, plurals, genders, leftOver].reduce(without, word);
    if (word.length > 4 && word.endsWith("ен")) word = `${word.slice(0, -2)}н`;
    if (word.length > 5 && word.at(-2) === "ъ") word = word.slice(0, -2) + word.at(-1);
    return word;
  };

  // English: Porter's second algorithm as Snowball 3.1 has it.
  const whole = { skis: "ski", skies: "sky", idly: "idl", gently: "gentl", ugly: "ugli", early: "earli", only: "onli", singly: "singl" };
  for (const word of ["andes", "atlas", "bias", "cosmos", "howe", "news", "sky"]) whole[word] = word;
  const isShort = (word) => /[^aeiouy][aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$|past$/.test(word);
  const region = (word, from) => {
    const found = /^[^aeiouy]*[aeiouy]+[^aeiouy]/.exec(word.slice(from));
    return found ? from + found[0].length : word.length;
  };
  const step2 = {
    tional: "tion", enci: "ence", anci: "ance", abli: "able", entli: "ent", izer: "ize", ization: "ize",
    ational: "ate", ation: "ate", ator: "ate", alism: "al", aliti: "al", alli: "al", fulness: "ful", fulli: "ful",
    ousness: "ous", ousli: "ous", iveness: "ive", iviti: "ive", biliti: "ble", bli: "ble", ogist: "og", ogi: "og",
    lessli: "less", li: "",
  };
  const step3 = { tional: "tion", ational: "ate", alize: "al", icate: "ic", iciti: "ic", ical: "ic", ful: "", ness: "", ative: "" };
  const step4 = "ic ance ence able ible ate ive ize iti al ism ion er ous ant ent ment ement".split(" ");
  const longest = (word, list) => list.filter((ending) => word.endsWith(ending)).sort((a, b) => b.length - a.length)[0];
  const english = (word) => {
    if (Object.hasOwn(whole, word)) return whole[word];
    if (word.length < 3) return word;
    let w = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    const beginning = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/.exec(w);
    const p1 = beginning ? beginning[0].length : region(w, 0);
    const p2 = region(w, p1);
    const cut = (ending) => w.slice(0, w.length - ending.length);

    if (w.endsWith("sses")) w = cut("es");
    else if (/ie[ds]$/.test(w)) w = w.length > 4 ? cut("es") : cut("s");
    else if (!/[us]s$/.test(w) && /[aeiouy].+s$/.test(w)) w = cut("s");

    const ending = longest(w, ["eed", "eedly", "ed", "edly", "ing", "ingly"]);
    const before = ending && cut(ending);
    if (ending === "eed" || ending === "eedly") {
      if (before.length >= p1 && !["succ", "proc", "exc"].includes(before)) w = `${before}ee`;
    } else if (ending === "ing" && /^[^aeiouy]y$/.test(before)) {
      w = `${before[0]}ie`;
    } else if (ending && !(ending === "ing" && ["even", "cann", "inn", "earr", "herr", "out"].includes(before)) && /[aeiouy]/.test(before)) {
      w = before;
      if (/(?:at|bl|iz)$/.test(w)) w += "e";
      else if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(w)) w = /^[aeo]..$/.test(w) ? w : w.slice(0, -1);
      else if (w.length === p1 && isShort(w)) w += "e";
    }
    w = w.replace(/(.[^aeiouy])[yY]$/, "$1i");

    const second = longest(w, Object.keys(step2));
    if (second && w.length - second.length >= p1) {
      const fits = second === "li" ? /[cdeghkmnrt]li$/.test(w) : second !== "ogi" || w.endsWith("logi");
      if (fits) w = cut(second) + step2[second];
    }
    const third = longest(w, Object.keys(step3));
    if (third && w.length - third.length >= (third === "ative" ? Math.max(p1, p2) : p1)) w = cut(third) + step3[third];
    const fourth = longest(w, step4);
    if (fourth && w.length - fourth.length >= p2 && (fourth !== "ion" || /[st]ion$/.test(w))) w = cut(fourth);
    if (w.endsWith("e")) {
      if (w.length - 1 >= p2 || (w.length - 1 >= p1 && !isShort(cut("e")))) w = cut("e");
    } else if (w.endsWith("ll") && w.length - 1 >= p2) w = cut("l");
    return w.replace(/Y/g, "y");
  };

  const otherRoots = { sr: { dek: "det", detet: "det" }, bg: { "дец": "дет" }, en: { children: "child" } };
  const stemmers = { sr: serbian, bg: bulgarian, en: english };
  const known = new Map();
  const stem = (word, language) => {
    const key = `${language} ${word}`;
    if (!known.has(key)) {
      const found = stemmers[language] ? stemmers[language](word) : word;
      known.set(key, otherRoots[language]?.[found] || found);
    }
    return known.get(key);
  };

  const terms = (text, language) => {
    const folded = fold(text, language);
    const joined = (folded.match(hyphenated) || []).map((parts) => words(parts).join(""));
    return [...words(folded), ...joined].filter(counts).map((word) => stem(word, language));
  };

  // The stemmer is a module of another kind; this is where it leaves what it has to give.
  self.exports = self.exports || {};
  self.beaconSearch = { taken: {}, take: (name, value) => { beaconSearch.taken[name] = value; }, fold, words, terms };
})();
