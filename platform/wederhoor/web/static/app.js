// Progressive enhancement only: every page works without this file.
(() => {
  "use strict";

  const focusErrors = (root) => {
    const summary = root.querySelector("[data-errors]");
    if (!summary) return;
    summary.focus();
    if (!document.title.startsWith("Fout: ")) document.title = `Fout: ${document.title}`;
  };

  const revealButtons = (root) => {
    for (const button of root.querySelectorAll("[data-copy][hidden], [data-print][hidden]")) button.hidden = false;
  };

  // On a small screen a table is laid out as blocks, and older browsers then no longer say that it is a table.
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  const nameTables = () => {
    for (const part of document.querySelectorAll(".w-table, .w-table :is(thead, tbody, tr, td, th)")) {
      part.setAttribute("role", ROLES[part.tagName] ?? (part.scope === "row" ? "rowheader" : "columnheader"));
    }
  };

  const say = (text) => {
    const region = document.getElementById("melding");
    if (region) region.textContent = text;
  };

  const copy = async (button) => {
    const source = document.getElementById(button.dataset.copy);
    const text = source.value ?? source.textContent.trim();
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Gekopieerd";
      say("Gekopieerd");
    } catch {
      getSelection().selectAllChildren(source);
      say("De tekst is geselecteerd. Kopieer die met Ctrl+C.");
    }
  };

  // A whole page that arrives where a fragment was asked for: a redirect was followed, or an error page came.
  const showPage = (xhr) => {
    if (xhr.status < 400) {
      location.assign(xhr.responseURL);
      return;
    }
    const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
    document.title = page.title;
    document.body.replaceChildren(...page.body.childNodes);
    window.htmx.process(document.body);
    revealButtons(document);
    nameTables();
    document.getElementById("inhoud")?.focus();
    scrollTo(0, 0);
  };

  // A field whose message arrived apart from it says itself whether it is wrong.
  const markFields = () => {
    for (const place of document.querySelectorAll("[data-error-of]")) {
      const field = document.getElementById(place.dataset.errorOf);
      if (place.textContent.trim()) field?.setAttribute("aria-invalid", "true");
      else field?.removeAttribute("aria-invalid");
    }
  };

  document.addEventListener("click", (event) => {
    const copier = event.target.closest("[data-copy]");
    if (copier) copy(copier);
    if (event.target.closest("[data-print]")) print();
  });

  // What asks again and again on its own must never take over the page.
  const polls = (event) => event.detail.requestConfig?.elt.matches("[data-hx-trigger^=every]");

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (polls(event)) {
      event.detail.shouldSwap = xhr.status === 200 && xhr.responseText.includes(`id="${event.detail.target.id}"`);
      event.detail.isError = false;
      return;
    }
    if (!/^\s*<!doctype html/i.test(xhr.responseText)) return;
    event.detail.shouldSwap = false;
    event.detail.isError = false;
    showPage(xhr);
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    revealButtons(document);
    nameTables();
    markFields();
    focusErrors(event.detail.elt.parentElement ?? document);
  });

  document.addEventListener("htmx:sendError", (event) => {
    if (polls(event)) return;
    const form = document.querySelector("form.htmx-request, main form[data-hx-post]");
    const notice = document.getElementById("geen-verbinding") ?? document.createElement("p");
    notice.id = "geen-verbinding";
    notice.className = "w-error";
    notice.setAttribute("role", "alert");
    notice.textContent = "Er is geen verbinding. Wat u typte, staat er nog. Probeer het zo weer.";
    form?.append(notice);
  });

  revealButtons(document);
  nameTables();
  focusErrors(document);
})();
