/* Turns the slides, shows notes and a timer, and leads a second window for the projector. */
(() => {
  "use strict";
  const root = document.documentElement;
  const pages = [...document.querySelectorAll(".page")];
  const find = (name) => document.querySelector(`[data-${name}]`);
  const projects = location.hash === "#projector";
  let at = Math.max(0, pages.findIndex((page) => `#${page.id}` === location.hash));
  let seconds = 0, ticking = null, projector = null;

  const show = (number, quiet) => {
    at = Math.min(pages.length - 1, Math.max(0, number));
    pages.forEach((page, index) => page.classList.toggle("now", index === at));
    const title = pages[at].querySelector(".title");
    find("count").textContent = `${at + 1} / ${pages.length}`;
    find("next").textContent = pages[at + 1]?.querySelector(".title").textContent ?? "–";
    const notes = pages[at].querySelector(".notes");
    find("notes").replaceChildren(...(notes ? notes.cloneNode(true).childNodes : []));
    find("notes").scrollTop = 0;
    if (!quiet) find("said").textContent = `${at + 1} / ${pages.length}: ${title.textContent}`;
    if (projector && !projector.closed) projector.postMessage(at, "*");
  };
  const clock = () => {
    find("clock").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };
  const acts = {
    back: () => show(at - 1),
    next: () => show(at + 1),
    notes: () => {
      const on = root.classList.toggle("presents");
      document.querySelector(".presenter").hidden = !on;
      document.querySelector('[data-do="notes"]').setAttribute("aria-pressed", String(on));
      if (on && !ticking) acts.clock();
    },
    window: () => {
      projector = window.open(`${location.href.split("#")[0]}#projector`, "", "popup,width=1280,height=720");
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
    screen: () => document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen(),
  };
  const keys = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next",
    ArrowLeft: "back", ArrowUp: "back", PageUp: "back", p: "notes", P: "notes", f: "screen", F: "screen",
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inside = event.target.closest?.("button, a, [data-notes]");
    if (inside && [" ", "ArrowUp", "ArrowDown", "PageUp", "PageDown"].includes(event.key)) return;
    if (event.key === "Home") show(0);
    else if (event.key === "End") show(pages.length - 1);
    else if (event.key in keys) acts[keys[event.key]]();
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) acts[button.dataset.do]();
  });
  window.addEventListener("message", (event) => {
    if (Number.isInteger(event.data) && event.source === window.opener) show(event.data);
    else if (event.data === "ready" && event.source === projector) show(at, true);
  });
  root.classList.add("shows");
  if (projects) {
    root.classList.add("projects");
    window.opener?.postMessage("ready", "*");
  }
  show(at, true);
})();
