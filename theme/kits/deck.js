/* Turns the slides, shows notes and a timer, and leads a second window for the projector. */
(() => {
  "use strict";
  const root = document.documentElement;
  const pages = [...document.querySelectorAll(".page")];
  const find = (name) => document.querySelector(`[data-${name}]`);
  const projects = location.hash === "#projector";
  let at = Math.max(0, pages.findIndex((page) => `#${page.id}` === location.hash));
  let seconds = 0, ticking = null, projector = null, lettered = true;

  const other = () => (projects ? window.opener : projector);
  const show = (number, quiet, told) => {
    at = Math.min(pages.length - 1, Math.max(0, number));
    pages.forEach((page, index) => page.classList.toggle("now", index === at));
    const title = pages[at].querySelector(".title");
    find("count").textContent = `${at + 1} / ${pages.length}`;
    const following = pages[at + 1]?.querySelector(".title");
    find("next").textContent = following?.textContent ?? "–";
    find("next").lang = following?.lang ?? "";
    const notes = pages[at].querySelector(".notes");
    find("notes").replaceChildren(...(notes ? notes.cloneNode(true).childNodes : []));
    find("notes").scrollTop = 0;
    if (!quiet) {
      find("said").lang = title.lang;
      find("said").textContent = `${at + 1} / ${pages.length}: ${title.textContent}`;
    }
    if (!told) other()?.postMessage(at, "*");
  };
  const clock = () => {
    find("clock").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };
  const acts = {
    back: () => show(at - 1),
    next: () => show(at + 1),
    notes: () => {
      if (projects) return;
      const on = root.classList.toggle("presents");
      document.querySelector(".presenter").hidden = !on;
      document.querySelector('[data-do="notes"]').setAttribute("aria-pressed", String(on));
      if (on && !ticking) acts.clock();
    },
    window: () => {
      projector = window.open(`${location.href.split("#")[0]}#projector`, "projector", "popup,width=1280,height=720");
    },
    clock: () => {
      if (ticking) {
        clearInterval(ticking);
        ticking = null;
      } else {
        ticking = setInterval(() => { seconds += 1; clock(); }, 1000);
      }
    },
    reset: () => { seconds = 0; clock(); },
    // Who speaks to the computer turns off what single letters do (WCAG 2.1.4), here and on the wall.
    letters: () => {
      lettered = !lettered;
      document.querySelector("[data-do=letters]").setAttribute("aria-pressed", String(!lettered));
      other()?.postMessage(lettered, "*");
    },
    screen: () => document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen(),
  };
  const keys = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next",
    ArrowLeft: "back", ArrowUp: "back", PageUp: "back",
  };
  const letters = { p: "notes", f: "screen" };
  const asked = ({ key, code }) => {
    // Keyboards of other alphabets have letters of their own on these keys.
    const letter = /^[a-z]$/i.test(key) ? key : code.replace("Key", "");
    return keys[key] ?? (lettered ? letters[letter.toLowerCase()] : undefined);
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // A remote control sends the page keys: they turn slides wherever the focus is.
    const own = event.target.closest?.("[data-notes]") ? [" ", "ArrowUp", "ArrowDown"] : [" "];
    if (event.target.closest?.("button, [data-notes]") && own.includes(event.key)) return;
    if (event.key === "Home") show(0);
    else if (event.key === "End") show(pages.length - 1);
    else if (asked(event)) acts[asked(event)]();
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) acts[button.dataset.do]();
  });
  window.addEventListener("message", (event) => {
    if (!event.source || event.source !== other()) return;
    if (Number.isInteger(event.data)) show(event.data, false, true);
    else if (typeof event.data === "boolean") lettered = event.data;
    else if (event.data === "ready") {
      show(at, true);
      other().postMessage(lettered, "*");
    }
  });
  root.classList.add("shows");
  if (projects) {
    root.classList.add("projects");
    window.opener?.postMessage("ready", "*");
  }
  show(at, true, true);
})();
