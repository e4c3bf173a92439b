// What JavaScript adds to pages that work without it: colour scheme, quick exit, a menu that closes itself.
(() => {
  const root = document.documentElement;
  const all = (selector) => document.querySelectorAll(selector);

  // Colour scheme: automatic, light, dark. The only thing ever stored.
  const button = document.querySelector("[data-scheme-switch]");
  if (button) {
    const states = ["auto", "light", "dark"];
    const name = button.querySelector("[data-scheme-name]");
    const show = (state) => {
      button.dataset.state = state;
      name.textContent = button.dataset[state];
      if (state === "auto") delete root.dataset.scheme;
      else root.dataset.scheme = state;
    };
    button.addEventListener("click", () => {
      const state = states[(states.indexOf(button.dataset.state) + 1) % 3];
      show(state);
      try {
        if (state === "auto") localStorage.removeItem("beacon-scheme");
        else localStorage.setItem("beacon-scheme", state);
      } catch {}
    });
    show(root.dataset.scheme || "auto");
    button.hidden = false;
  }

  // Another language goes on where this one is: with the same choices, at the same place.
  for (const link of all(".languages a")) {
    for (const press of ["click", "auxclick"]) {
      link.addEventListener(press, () => Object.assign(link, { search: location.search, hash: location.hash }));
    }
  }

  // Quick exit: cover the page at once, and leave no way back to it.
  const exit = document.querySelector("[data-quick-exit]");
  if (exit) {
    let presses = [];
    const leave = () => {
      const cover = document.createElement("div");
      cover.className = "cover";
      document.body.append(cover);
      document.title = exit.hostname;
      location.replace(exit.href);
    };
    exit.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
    addEventListener("keyup", (event) => {
      // With another key held down it changes the layout of the keyboard.
      const held = event.altKey || event.ctrlKey || event.metaKey;
      if (event.key !== "Shift" || held) presses = [];
      else {
        presses = [...presses, event.timeStamp].slice(-3);
        if (presses.length === 3 && presses[2] - presses[0] < 3000) leave();
      }
    });
    addEventListener("pageshow", (event) => {
      if (event.persisted) location.reload();
    });
  }

  // Large letters far apart, or long numbers, may give the bar that stays in sight a second line:
  // then as much more is kept free above what a link or the keyboard leads to.
  const bar = document.querySelector(".help-bar");
  if (bar) {
    new ResizeObserver(() => {
      const { position, top } = getComputedStyle(bar);
      const high = bar.offsetHeight > 4.8 * parseFloat(getComputedStyle(root).fontSize);
      const stays = position === "sticky" && top === "0px";
      root.style.scrollPaddingTop = high && stays ? `${bar.offsetHeight + 16}px` : "";
    }).observe(bar);
  }

  // The menu of narrow windows closes on Escape and when focus or a tap goes elsewhere.
  for (const menu of all(".nav-small")) {
    const away = (event) => {
      if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
    };
    addEventListener("focusin", away);
    addEventListener("click", away);
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
})();
