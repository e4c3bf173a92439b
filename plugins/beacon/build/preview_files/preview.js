// Shows changes of the project in the open page: part of the preview, never of a published site.
(() => {
  // The place in the page, which the browser would only guess when the text has changed, and
  // what was unfolded there.
  const place = `preview ${location.pathname}`;
  const before = JSON.parse(sessionStorage.getItem(place));
  const folds = () =>
    [...document.querySelectorAll("details")].filter((fold) => !fold.closest(".preview-warnings"));
  // Where the page was put. Once it is elsewhere, somebody reads on, and nothing brings them back.
  let put = null;
  const isWherePut = () => put === scrollY;
  if (before !== null) {
    sessionStorage.removeItem(place);
    history.scrollRestoration = "manual";
    const back = () => {
      if (put !== null && !isWherePut()) return;
      scrollTo({ top: before.top, behavior: "instant" });
      put = scrollY;
    };
    if (folds().length === before.open.length) {
      folds().forEach((fold, number) => {
        fold.open = before.open[number];
      });
    }
    // Fonts and pictures that come later move the text. The browser would move the place with
    // it, a little further with every change, so it may do so only once somebody reads on.
    const follow = (how) => {
      // Chromium heeds the one on some pages, the other on others.
      for (const { style } of [document.documentElement, document.body]) style.overflowAnchor = how;
    };
    follow("none");
    back();
    addEventListener("load", back);
    addEventListener("scroll", () => {
      if (!isWherePut()) follow("");
    });
  }

  // Which page this is; it may have changed before the first message comes.
  const shown = `"${document.currentScript.dataset.page}"`;

  const box = document.createElement("aside");
  box.className = "preview-problems";
  box.setAttribute("role", "alert");
  box.hidden = true;

  const counted = (texts, word) => `${texts.length} ${word}${texts.length === 1 ? "" : "s"}`;
  const listed = (texts) => {
    const list = document.createElement("ul");
    for (const text of texts) {
      const item = document.createElement("li");
      item.textContent = text;
      list.append(item);
    }
    return list;
  };

  const tell = (problems, said = "") => {
    box.replaceChildren();
    box.hidden = problems.length === 0 && said === "";
    if (box.hidden) return;
    const title = document.createElement("p");
    title.textContent = said || counted(problems, "problem");
    box.append(title, listed(problems));
    if (!box.isConnected) document.body.append(box);
  };

  // What stops no build stands folded, and stays so, or unfolded, on the next page as well.
  const side = document.createElement("aside");
  side.className = "preview-warnings";
  side.setAttribute("role", "status");
  side.hidden = true;
  const fold = document.createElement("details");
  const wasOpen = "preview warnings";
  fold.open = sessionStorage.getItem(wasOpen) !== null;
  fold.addEventListener("toggle", () => {
    if (fold.open) sessionStorage.setItem(wasOpen, "");
    else sessionStorage.removeItem(wasOpen);
  });
  side.append(fold);

  const mention = (warnings, notes) => {
    const told = [[warnings, "warning"], [notes, "note"]].filter(([texts]) => texts.length !== 0);
    side.hidden = told.length === 0;
    const title = document.createElement("summary");
    title.textContent = told.map(([texts, word]) => counted(texts, word)).join(", ");
    fold.replaceChildren(title, ...told.map(([texts]) => listed(texts)));
    if (!side.hidden && !side.isConnected) document.body.append(side);
  };

  const tagOf = async (address) => {
    const answer = await fetch(address, { method: "HEAD", cache: "no-store" });
    return answer.headers.get("ETag");
  };

  // A picture has the same address when it is another one, so the page stays the same as well.
  const pictures = new Map();
  const note = async ({ target }) => {
    if (!(target instanceof HTMLImageElement) || !target.complete) return;
    const address = target.currentSrc || target.src;
    if (address.startsWith(`${location.origin}/`)) pictures.set(address, await tagOf(address));
  };
  for (const kind of ["load", "error"]) document.addEventListener(kind, note, true);
  for (const target of document.images) note({ target });

  const isAnother = async () => {
    if ((await tagOf(location.pathname)) !== shown) return true;
    for (const [address, tag] of pictures) if ((await tagOf(address)) !== tag) return true;
    return false;
  };

  const hear = async (told) => {
    if (told.ended) {
      tell([], "The preview has ended. Start it again to see what has changed since.");
      mention([], []);
      return;
    }
    tell(told.problems);
    // What has to be mended comes first.
    if (told.problems.length === 0) mention(told.warnings, told.notes);
    else mention([], []);
    if (told.problems.length === 0 && (await isAnother())) {
      const top = isWherePut() ? before.top : scrollY;
      const open = folds().map((fold) => fold.open);
      sessionStorage.setItem(place, JSON.stringify({ top, open }));
      location.reload();
    }
  };

  let source = null;
  const listen = () => {
    if (source !== null) return;
    source = new EventSource("/_preview/events");
    source.addEventListener("message", (event) => hear(JSON.parse(event.data)));
    source.addEventListener("error", () => hear({ ended: true }));
  };
  if (window.SharedWorker) {
    const telling = new SharedWorker("/_preview/telling.js");
    // The preview may have ended before it could give what tells. Chromium says so by an error,
    // but not each time.
    telling.addEventListener("error", listen);
    const silent = setTimeout(listen, 3000);
    telling.port.addEventListener("message", ({ data }) => {
      clearTimeout(silent);
      if (source !== null) source.close();
      if (data !== null) hear(data);
    });
    telling.port.start();
  } else {
    listen();
  }
})();
