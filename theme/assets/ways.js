// What JavaScript adds to the ways to lessons: choices that live in the address, and plans that do.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const write = (query) => {
    // Commas stay as they are, so that people can read the address of a plan.
    const said = query.toString().replaceAll("%2C", ",");
    history.replaceState(null, "", `${location.pathname}${said && "?"}${said}${location.hash}`);
  };
  for (const plain of all("[data-plain]")) plain.hidden = true;

  const finder = document.querySelector(".finder");
  if (finder) {
    const fields = all("select", finder);
    const lessons = all(".cards > li[data-format]");
    const count = finder.querySelector("output");
    const none = finder.querySelector("[data-none]");
    const fits = (lesson, name, value) => !value || (lesson.dataset[name] || "").split(" ").includes(value);
    const fitting = (but, value) =>
      lessons.filter((lesson) =>
        fields.every((field) => fits(lesson, field.name, field === but ? value : field.value))).length;

    const show = () => {
      for (const lesson of lessons) lesson.hidden = !fields.every((field) => fits(lesson, field.name, field.value));
      // Every choice says how many lessons would be left; the one that is made stays open.
      for (const field of fields) {
        for (const option of all("option", field)) {
          option.dataset.name ??= option.textContent;
          const left = fitting(field, option.value);
          option.textContent = `${option.dataset.name} (${left})`;
          option.disabled = left === 0 && !option.selected;
        }
      }
      const shown = lessons.filter((lesson) => !lesson.hidden).length;
      const said = count.dataset.count.replace("{shown}", shown).replace("{all}", lessons.length);
      if (count.textContent !== said) count.textContent = said;
      none.hidden = shown > 0;
    };
    const remember = () => {
      write(new URLSearchParams(fields.filter((field) => field.value).map((field) => [field.name, field.value])));
      show();
    };
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = fields.find((other) => other.name === name);
      if (!field || !all("option", field).some((option) => option.value === value)) continue;
      field.value = value;
      const folded = field.closest("details");
      if (folded) folded.open = true;
    }
    finder.addEventListener("change", remember);
    finder.querySelector("button").addEventListener("click", () => {
      for (const field of fields) field.value = "";
      remember();
    });
    addEventListener("pageshow", show);
    show();
    finder.hidden = false;
  }

  const made = document.querySelector(".plan-made");
  if (made) {
    const rows = new Map(all(".plan-all [data-name]").map((row) => [row.dataset.name, row]));
    const list = made.querySelector(".plan-list");
    const sum = made.querySelector("output");
    const add = made.querySelector("select");
    const materials = made.querySelector("[data-materials]");
    const asked = new URLSearchParams(location.search).get("plan") || "";
    let plan = [...new Set(asked.split(","))].filter((name) => rows.has(name));

    const element = (name, text, more = {}) =>
      Object.assign(document.createElement(name), { textContent: text }, more);
    const button = (sign, label, title, act, disabled = false) => {
      const made = element("button", sign, { type: "button", disabled });
      made.setAttribute("aria-label", `${label}: ${title}`);
      made.addEventListener("click", act);
      return made;
    };
    const change = (next, name, what) => {
      plan = next;
      write(new URLSearchParams(plan.length ? { plan: plan.join(",") } : {}));
      show();
      // Focus stays where the reader is: on the same button, or where the next thing is to do.
      const item = [...list.children].find((other) => other.dataset.name === name);
      const places = item ? all("button", item) : [];
      ([places[what], ...places].find((place) => place && !place.disabled) || add).focus();
    };
    const moved = (from, to) => {
      const next = [...plan];
      next.splice(to, 0, ...next.splice(from, 1));
      return next;
    };
    const item = (name, place) => {
      const row = rows.get(name);
      const link = row.querySelector("a");
      const title = link.textContent;
      const entry = element("li", "");
      entry.dataset.name = name;
      if (row.lang) entry.lang = row.lang;
      entry.append(
        element("a", title, { href: link.getAttribute("href") }),
        element("span", list.dataset.minutes.replace("{minutes}", row.dataset.minutes)),
        button("↑", list.dataset.up, title, () => change(moved(place, place - 1), name, 0), place === 0),
        button("↓", list.dataset.down, title, () => change(moved(place, place + 1), name, 1), place === plan.length - 1),
        button("×", list.dataset.out, title, () => change(plan.filter((other) => other !== name), plan[place + 1], 2)),
      );
      return entry;
    };
    const show = () => {
      list.replaceChildren(...plan.map(item));
      const minutes = plan.reduce((total, name) => total + Number(rows.get(name).dataset.minutes), 0);
      sum.textContent = plan.length
        ? sum.dataset.sum.replace("{count}", plan.length).replace("{minutes}", minutes)
        : sum.dataset.none;
      const options = [...rows].filter(([name]) => !plan.includes(name));
      add.replaceChildren(
        add.options[0],
        ...options.map(([name, row]) => element("option", row.querySelector("a").textContent, { value: name })),
      );
      const needed = [...new Set(plan.flatMap((name) => all("li", rows.get(name)).map((need) => need.textContent)))];
      materials.querySelector("ul").replaceChildren(...needed.map((need) => element("li", need)));
      materials.hidden = needed.length === 0;
    };
    // The arrow keys choose as they go through the list, so nothing is added before the button.
    made.querySelector("[data-add]").addEventListener("click", () => {
      if (!add.value) return add.focus();
      const name = add.value;
      plan = [...plan, name];
      write(new URLSearchParams({ plan: plan.join(",") }));
      show();
      add.value = "";
    });
    made.querySelector("[data-print]").addEventListener("click", () => print());
    show();
    made.hidden = false;
  }
})();
