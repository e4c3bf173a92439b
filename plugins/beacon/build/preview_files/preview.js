// Shows changes of the project in the open page: part of the preview, never of a published site.
(() => {
  // The place in the page, which the browser would only guess when the text has changed.
  const place = `preview ${location.pathname}`;
  const before = sessionStorage.getItem(place);
  // Where the page was put. Once it is elsewhere, somebody reads on, and nothing brings them back.
  let put = null;
  const isWherePut = () => put === scrollY;
  if (before !== null) {
    sessionStorage.removeItem(place);
    history.scrollRestoration = "manual";
    const back = () => {
      if (put !== null && !isWherePut()) return;
      scrollTo({ top: Number(before), behavior: "instant" });
      put = scrollY;
    };
    back();
    addEventListener("load", back);
  }

  const source = new EventSource("/_preview/events");
  // Which page this is; it may have changed before the first message comes.
  const shown = `"${document.currentScript.dataset.page}"`;

  const box = document.createElement("aside");
  box.className = "preview-problems";
  box.setAttribute("role", "alert");
  box.hidden = true;

  const tell = (problems) => {
    box.replaceChildren();
    box.hidden = problems.length === 0;
    if (box.hidden) return;
    const title = document.createElement("p");
    title.textContent = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    const list = document.createElement("ul");
    for (const problem of problems) {
      const item = document.createElement("li");
      item.textContent = problem;
      list.append(item);
    }
    box.append(title, list);
    if (!box.isConnected) document.body.append(box);
  };

  const currentTag = async () => {
    const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
    return answer.headers.get("ETag");
  };

  source.addEventListener("message", async (event) => {
    const told = JSON.parse(event.data);
    tell(told.problems);
    if (told.problems.length === 0 && (await currentTag()) !== shown) {
      sessionStorage.setItem(place, isWherePut() ? before : scrollY);
      location.reload();
    }
  });
})();
