// Progressive enhancement only: every page works without this file.
(() => {
  "use strict";

  // Sentences are Dutch here; a page in another language brings them in that language (`web/language.py` reads them from this file).
  const _ = (text, values = {}) => {
    const words = document.getElementById("melding")?.dataset.words;
    const said = (words && JSON.parse(words)[text]) || text;
    return said.replace(/{(\w+)}/g, (place, name) => values[name] ?? place);
  };
  window.wederhoor = { say: _ };

  const focusErrors = (root) => {
    const summary = root.querySelector("[data-errors]");
    if (!summary) return;
    summary.focus();
    const mark = `${_("Fout:")} `;
    if (!document.title.startsWith(mark)) document.title = mark + document.title;
  };

  const revealButtons = (root) => {
    for (const button of root.querySelectorAll("[data-copy][hidden], [data-print][hidden], [data-picks][hidden]")) button.hidden = false;
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
      button.textContent = _("Gekopieerd");
      say(_("Gekopieerd"));
    } catch {
      getSelection().selectAllChildren(source);
      say(_("De tekst is geselecteerd. Kopieer die met Ctrl+C."));
    }
  };

  // A whole page that arrives where a fragment was asked for: a redirect was followed, an error page came, or the answer to a form.
  const showPage = (xhr, posted) => {
    if (xhr.status < 400 && !posted) {
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

  // A saved text goes where the cursor is; without this its button sends the form and puts it below.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (!button) return;
    const chosen = document.getElementById(button.dataset.insert).selectedOptions[0];
    const text = document.getElementById(button.dataset.into);
    event.preventDefault();
    if (!chosen?.dataset.text) return;
    text.focus();
    text.setRangeText(chosen.dataset.text, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // One box that chooses all of a list.
  document.addEventListener("change", (event) => {
    const all = event.target.closest("[data-picks]");
    if (!all) return;
    for (const box of document.querySelectorAll(`input[type=checkbox][name="${all.dataset.picks}"]`)) box.checked = all.checked;
  });

  // What asks again and again on its own, or along with the typing, must never take over the page.
  const polls = (event) => event.detail.requestConfig?.elt.matches("[data-hx-trigger^=every], [data-quiet]");

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
    showPage(xhr, event.detail.requestConfig?.verb === "post");
  });

  // Once is once: what is being sent is not sent again by a second tap, a second Enter or another button of the same form.
  const sending = new WeakSet();

  const release = (form) => {
    sending.delete(form);
    for (const button of form.querySelectorAll("button[data-was]")) {
      button.disabled = false;
      button.textContent = button.dataset.was;
      delete button.dataset.was;
    }
    for (const button of form.querySelectorAll("button[data-held]")) {
      button.disabled = false;
      delete button.dataset.held;
    }
  };

  const hold = (form, pressed) => {
    sending.add(form);
    // After the form was read: a disabled button would not be sent along.
    setTimeout(() => {
      if (!sending.has(form)) return;
      for (const button of form.querySelectorAll("button:not([type=button]):not(:disabled)")) {
        button.dataset.held = "";
        button.disabled = true;
      }
      if (pressed && form.contains(pressed) && !pressed.children.length) {
        pressed.dataset.was = pressed.textContent;
        pressed.textContent = _("Bezig met versturen…");
      }
      say(_("Bezig met versturen…"));
    });
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("data-waits")) return;
    if (sending.has(form)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    hold(form, event.submitter);
    // What comes back as a file leaves this page standing.
    if (!form.hasAttribute("data-hx-post")) setTimeout(() => release(form), 8000);
  }, true);

  document.addEventListener("htmx:afterRequest", (event) => {
    if (polls(event)) return;
    const form = event.detail.elt.closest?.("form");
    // On the way to another page nothing is let go: until it is there, a tap would send it again.
    if (form && !event.detail.xhr?.getResponseHeader("HX-Redirect")) release(form);
  });

  addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form").forEach(release);
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    revealButtons(document);
    nameTables();
    markFields();
    if (!polls(event)) focusErrors(event.detail.elt.parentElement ?? document);
  });

  document.addEventListener("htmx:sendError", (event) => {
    if (polls(event)) return;
    const form = document.querySelector("form.htmx-request, main form[data-hx-post]");
    const notice = document.getElementById("geen-verbinding") ?? document.createElement("p");
    notice.id = "geen-verbinding";
    notice.className = "w-error";
    notice.setAttribute("role", "alert");
    notice.textContent = _("Er is geen verbinding. Wat u typte, staat er nog. Probeer het zo weer.");
    form?.append(notice);
  });

  revealButtons(document);
  nameTables();
  focusErrors(document);
})();
