// Hears of changes for all tabs together: a browser opens six connections to one address at
// most, and tabs that kept one each would leave none for the pages themselves.
(() => {
  const tabs = [];
  let latest = null;
  const tell = (told) => {
    latest = told;
    // Tabs that are closed hear nothing.
    for (const tab of tabs) tab.postMessage(told);
  };
  const source = new EventSource("/_preview/events");
  source.addEventListener("message", (event) => tell(JSON.parse(event.data)));
  source.addEventListener("error", () => tell({ ended: true }));
  addEventListener("connect", ({ ports: [tab] }) => {
    tabs.push(tab);
    // A tab hears at once that it is heard of, also where there is nothing to tell yet.
    tab.postMessage(latest);
  });
})();
