// What JavaScript adds to the calendar: today in the table of days, and filters that live in the address.
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;

  // Today is not written into the page, so that it stays right without a new build.
  for (const day of all(`.month-table time[datetime="${today}"]`)) {
    day.setAttribute("aria-current", "date");
    day.closest("td").classList.add("today");
  }

  const box = document.querySelector("[data-filters]");
  if (!box) return;
  const names = ["region", "city", "audience", "type", "status", "when"];
  const parts = document.querySelector("nav.parts");
  let events = all(".event[id]");
  const fields = [...box.querySelectorAll("select")];
  const count = box.querySelector("output");
  const none = box.querySelector("[data-none]");
  const fits = {
    audience: (event, value) => event.dataset.audience.split(" ").includes(value),
    when: (event, value) => (event.dataset.last < today) === (value === "past"),
  };
  const same = (name) => (event, value) => event.dataset[name] === value;
  // Choices in the address that this page has no field for: they fit all of its events or none.
  let others = [];
  const chosen = () => [...others, ...fields.map((field) => [field.name, field.value])].filter(([, value]) => value);

  // A month of very many events has several pages; a choice is made among those of all of them.
  const own = events.length;
  let loading;
  const load = () => loading ||= Promise.all([...parts.querySelectorAll("a")].map(async (link) => {
    if (link.ariaCurrent) return null;
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const a of page.querySelectorAll("a[href]")) a.href = new URL(a.getAttribute("href"), answer.url);
    return page;
  })).then((pages) => {
    const at = pages.indexOf(null);
    const add = (week, earlier) => {
      const here = document.getElementById(week.querySelector("h3").id)?.closest(".week");
      for (const event of week.querySelectorAll(".event")) event.dataset.part = "";
      if (here) here.querySelector("ol")[earlier ? "prepend" : "append"](...week.querySelectorAll(".event"));
      else if (earlier) all(".month-list .week")[0].before(week);
      else all(".month-list .week").at(-1).after(week);
    };
    const weeks = (page) => [...page.querySelectorAll(".month-list .week")];
    for (const page of pages.slice(0, at).reverse()) for (const week of weeks(page).reverse()) add(week, true);
    for (const page of pages.slice(at + 1)) for (const week of weeks(page)) add(week, false);
    events = all(".event[id]");
  }).catch(() => {});  // from a memory stick: each part by itself

  const show = async () => {
    if (parts && chosen().length) await load();
    const choices = chosen();
    const whole = choices.length > 0 && events.length > own;
    for (const nav of all("nav.parts")) nav.hidden = whole;
    let shown = 0;
    for (const event of events) {
      const fit = choices.every(([name, value]) => (fits[name] || same(name))(event, value));
      event.hidden = !fit || (!whole && "part" in event.dataset);
      if (!event.hidden) shown += 1;
    }
    for (const week of all(".week")) week.hidden = !week.querySelector(".event:not([hidden])");
    const said = count.dataset.count.replace("{shown}", shown).replace("{all}", whole ? events.length : own);
    if (count.textContent !== said) count.textContent = said;
    none.hidden = shown > 0;
    for (const link of all("a[data-keep]")) link.search = new URLSearchParams(choices);
  };

  const remember = () => {
    const query = new URLSearchParams(chosen()).toString();
    history.replaceState(null, "", `${location.pathname}${query && "?"}${query}${location.hash}`);
    show();
  };

  const read = () => {
    const asked = [...new URLSearchParams(location.search)].filter(([name]) => names.includes(name));
    others = asked.filter(([name]) => !fields.some((field) => field.name === name));
    for (const [name, value] of asked) {
      const field = fields.find((other) => other.name === name);
      if (!field) continue;
      if (![...field.options].some((option) => option.value === value)) field.add(new Option(value, value));
      field.value = value;
    }
  };

  box.addEventListener("change", remember);
  box.querySelector("button").addEventListener("click", () => {
    others = [];
    for (const field of fields) field.value = "";
    remember();
  });
  addEventListener("pageshow", show);
  read();
  show();
  box.hidden = false;
})();
