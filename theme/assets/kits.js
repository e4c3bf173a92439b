/* Narrows the list of kits, and tells whether a version is current. Nothing is stored or sent. */
(() => {
  "use strict";
  const list = document.querySelector("[data-kits]");
  const choice = list?.querySelector(".kits-choice");
  if (choice) {
    const rows = [...list.querySelectorAll(".kits-list>li")];
    const word = choice.querySelector("[data-word]");
    const narrow = () => {
      const wanted = word.value.trim().toLocaleLowerCase();
      let found = 0;
      for (const row of rows) {
        const fits = [...choice.querySelectorAll("[data-by]")].every(
          (select) => !select.value || row.dataset[select.dataset.by].split("|").includes(select.value));
        row.hidden = !(fits && row.textContent.toLocaleLowerCase().includes(wanted));
        found += !row.hidden;
      }
      const said = choice.querySelector("[data-found]");
      const text = found ? said.dataset.count.replace("{shown}", found).replace("{all}", rows.length) : said.dataset.none;
      if (said.textContent !== text) said.textContent = text;
    };
    choice.hidden = false;
    choice.addEventListener("input", narrow);
    // Who comes back finds the choices as they were, and the list has to fit them.
    addEventListener("pageshow", narrow);
  }
  const versions = document.querySelector("[data-versions]");
  const ask = versions?.querySelector(".kits-ask");
  if (ask) {
    const rows = [...versions.querySelectorAll("tbody tr")];
    const typed = ask.querySelector("[data-typed]"), answer = ask.querySelector("[data-answer]");
    ask.hidden = false;
    typed.addEventListener("input", () => {
      const version = typed.value.trim().toLowerCase().replace(/\s/g, "");
      const row = rows.find((one) => one.querySelector("code").textContent.toLowerCase() === version);
      answer.textContent = row ? `${answer.dataset.current} ${row.querySelector("th").textContent}`
        : version.length > 5 ? answer.dataset.old : "";
    });
  }
})();
