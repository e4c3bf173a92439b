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

  const form = document.querySelector("[data-filters]");
  if (!form) return;
  const NAMES = ["region", "city", "audience", "type", "status", "when"];
  const events = all(".event[id]");
  const count = form.querySelector("output");
  const none = form.querySelector("[data-none]");
  const fits = {
    audience: (event, value) => event.dataset.audience.split(" ").includes(value),
    when: (event, value) => (event.dataset.last < today) === (value === "past"),
  };
  const same = (name) => (event, value) => event.dataset[name] === value;
  // No form: the content policy lets none be sent anywhere.
  const fields = () => [...form.querySelectorAll("[name]")];
  const chosen = () => fields().map(({ name, value }) => [name, value]).filter(([, value]) => value);

  const show = () => {
    const choices = chosen();
    let shown = 0;
    for (const event of events) {
      event.hidden = !choices.every(([name, value]) => (fits[name] || same(name))(event, value));
      if (!event.hidden) shown += 1;
    }
    for (const week of all(".week")) week.hidden = !week.querySelector(".event:not([hidden])");
    const said = count.dataset.count.replace("{shown}", shown).replace("{all}", events.length);
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
    for (const [name, value] of new URLSearchParams(location.search)) {
      if (!NAMES.includes(name)) continue;
      const field = fields().find((one) => one.name === name);
      // A choice that this page does not offer still counts: it fits none or all of its events.
      if (!field) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
      else {
        if (![...field.options].some((option) => option.value === value)) field.add(new Option(value, value));
        field.value = value;
      }
    }
  };

  form.addEventListener("change", remember);
  form.querySelector("button").addEventListener("click", () => {
    for (const field of fields()) {
      if (field.type === "hidden") field.remove();
      else field.value = "";
    }
    remember();
  });
  addEventListener("pageshow", show);
  read();
  show();
  form.hidden = false;
})();
