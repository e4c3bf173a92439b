// What JavaScript adds to campaigns: one that has ended since the site was built stands where it belongs.
(() => {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const over = (element) => element.dataset.ends < today;

  for (const open of document.querySelectorAll("[data-open]")) {
    const standing = open.closest("[data-ends]");
    open.hidden = over(standing);
    standing.querySelector("[data-ended]").hidden = !over(standing);
  }

  const ended = document.querySelector("section[data-ended]");
  if (!ended) return;

  // The cards of a year; years that no campaign had ended in so far come before older ones.
  const shelf = (year) => {
    const known = [...ended.querySelectorAll("ul[data-year]")];
    const same = known.find((list) => list.dataset.year === year);
    if (same) return same;
    const title = document.createElement("h3");
    title.textContent = year;
    const list = document.createElement("ul");
    list.className = "cards cards-campaigns";
    list.dataset.year = year;
    const older = known.find((other) => other.dataset.year < year);
    const place = older ? older.previousElementSibling : null;
    ended.insertBefore(title, place);
    ended.insertBefore(list, place);
    return list;
  };

  for (const section of document.querySelectorAll("section[data-shelf]")) {
    for (const card of section.querySelectorAll("li[data-ends]")) {
      if (!over(card)) continue;
      shelf(card.dataset.ends.slice(0, 4)).append(card);
      ended.hidden = false;
    }
    section.hidden = !section.querySelector("li");
  }
})();
