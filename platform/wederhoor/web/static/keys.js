// The keyboard at the desk. Every key presses something that stands on the page, and says so there (aria-keyshortcuts); without this file
// everything is a link or a button still.
(() => {
  "use strict";

  const OFF = "wederhoor-toetsen-uit";
  const off = () => {
    try { return localStorage.getItem(OFF) !== null; } catch { return false; }
  };
  const turn = (on) => {
    try {
      if (on) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "1");
    } catch {
      // Nothing is kept in this browser: the choice holds for this page.
    }
    silent = !on;
  };
  let silent = off();

  const seen = (element) => element.getClientRects().length > 0;
  const pressed = (key) => [...document.querySelectorAll("[aria-keyshortcuts]")]
    .find((one) => one.getAttribute("aria-keyshortcuts") === key && seen(one));

  const use = (element) => {
    if (element.matches("input, textarea, select")) {
      element.focus();
      element.select?.();
    } else element.click();
  };

  // A window over the page, closed by Escape; what had the focus gets it back.
  const over = (title, content) => {
    const dialog = document.createElement("dialog");
    dialog.className = "w-over";
    dialog.setAttribute("aria-label", title);
    const close = document.createElement("button");
    close.type = "button";
    close.className = "utrecht-button utrecht-button--secondary-action w-quietbutton";
    close.textContent = "Sluit";
    close.addEventListener("click", () => dialog.close());
    dialog.append(...content, close);
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    document.body.append(dialog);
    dialog.showModal();
    return dialog;
  };

  const goTo = async (link) => {
    if (document.querySelector("dialog.w-over[open]")) return;
    let answer;
    try {
      answer = await fetch(link.href, { credentials: "same-origin" });
    } catch {
      location.assign(link.href);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const inside = page.getElementById("ga-naar");
    if (!answer.ok || !inside || document.getElementById("ga-naar")) {
      location.assign(link.href);
      return;
    }
    const dialog = over("Ga naar", [document.importNode(inside, true)]);
    window.htmx.process(dialog);
    const box = dialog.querySelector("#ga-naar-tekst");
    box.focus();
    const links = () => [...dialog.querySelectorAll("#gevonden a")];
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { // in a box to search in, it would only empty the box
        event.preventDefault();
        dialog.close();
        return;
      }
      const every = links();
      const at = every.indexOf(document.activeElement);
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const next = event.key === "ArrowDown" ? at + 1 : at - 1;
        (next < 0 ? box : every[Math.min(next, every.length - 1)])?.focus();
      } else if (event.key === "Enter" && document.activeElement === box && box.value.trim() && every.length) {
        event.preventDefault();
        if (!dialog.querySelector(".htmx-request")) every[0].click();
      }
    });
  };

  const KEYS = [
    ["Ctrl+K", "Ga naar een stap, een dossier of een bladzijde"],
    ["j en k", "Naar de volgende en de vorige regel van een lijst"],
    ["o of Enter", "Open die regel"],
    ["x", "Kies die regel, of toch niet"],
    ["n en p", "Naar het volgende en het vorige dossier van de lijst"],
    ["?", "Deze uitleg"],
  ];

  const explain = () => {
    if (document.querySelector("dialog.w-over[open]")) return;
    const list = document.createElement("dl");
    list.className = "w-facts";
    const here = [...document.querySelectorAll("[aria-keyshortcuts]")]
      .filter((one) => seen(one) && one.getAttribute("aria-keyshortcuts").length === 1)
      .map((one) => [one.getAttribute("aria-keyshortcuts"), one.labels?.[0]?.textContent.trim() || one.textContent.trim()]);
    for (const [key, what] of [...KEYS, ...here]) {
      const row = document.createElement("div");
      const term = document.createElement("dt");
      const sense = document.createElement("dd");
      term.textContent = key;
      sense.textContent = what;
      row.append(term, sense);
      list.append(row);
    }
    const heading = document.createElement("h2");
    heading.textContent = "Toetsen";
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = !silent;
    box.addEventListener("change", () => turn(box.checked));
    label.append(box, " Losse letters gebruiken als toets");
    over("Toetsen", [heading, list, label]);
  };

  const rows = () => [...document.querySelectorAll("[data-row]")].filter(seen);
  const step = (by) => {
    const every = rows();
    if (!every.length) return;
    const now = every.findIndex((one) => one.contains(document.activeElement));
    every[Math.max(0, Math.min(every.length - 1, now < 0 ? 0 : now + by))].focus();
  };

  const ALWAYS = {
    j: () => step(1),
    k: () => step(-1),
    x: () => {
      const box = document.activeElement?.closest("tr")?.querySelector("input[type=checkbox]");
      box?.click();
    },
    o: () => { if (document.activeElement?.matches("[data-row]")) document.activeElement.click(); },
    n: () => document.querySelector("a[rel=next]")?.click(),
    p: () => document.querySelector("a[rel=prev]")?.click(),
    "?": explain,
  };

  // Who comes back to a list goes on from the line they came from.
  addEventListener("load", () => setTimeout(() => { // the browser goes to the place itself first, and takes the focus away
    const place = location.hash.startsWith("#z-") ? document.getElementById(location.hash.slice(1)) : null;
    (place?.matches("[data-row]") ? place : place?.querySelector("[data-row]"))?.focus();
  }));

  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      const link = pressed("Control+K");
      if (!link) return;
      event.preventDefault();
      goTo(link);
      return;
    }
    if (silent && event.key !== "?") return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || document.querySelector("dialog.w-over[open]")) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const own = pressed(event.key);
    if (!own && !Object.hasOwn(ALWAYS, event.key)) return;
    event.preventDefault();
    if (own) use(own);
    else ALWAYS[event.key]();
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[aria-keyshortcuts='Control+K']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    goTo(link);
  });
})();
