// Text somebody typed and did not send, kept for this tab only until it was sent, they sign out, or the tab closes. Never behind a wall:
// there the page does not say whose drafts may be kept. Without this file everything works, and a form that is left is empty again.
(() => {
  "use strict";

  const PREFIX = "wederhoor-concept|";
  const SENT = "wederhoor-concept-verstuurd";
  const FIELDS = "textarea, input[type=text]:not([inputmode=numeric])";
  const owner = () => document.getElementById("inhoud")?.dataset.drafts ?? "";
  const kept = {
    read: (key) => { try { return JSON.parse(sessionStorage.getItem(key) ?? "null"); } catch { return null; } },
    write: (key, value) => { try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* nothing is kept in this browser */ } },
    drop: (key) => { try { sessionStorage.removeItem(key); } catch { /* nothing is kept in this browser */ } },
    keys: () => { try { return Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX)); } catch { return []; } },
  };

  const formOf = (element) => {
    const form = element.closest?.("main form[method=post]");
    return form && form.getAttribute("role") !== "search" ? form : null;
  };
  const keyOf = (form) => `${PREFIX}${owner()}|${location.pathname}|${form.getAttribute("action") ?? ""}`;
  const fieldsOf = (form) => [...form.querySelectorAll(FIELDS)].filter((one) => one.name && !one.closest(".w-pot"));

  const keep = (form) => {
    const texts = fieldsOf(form).map((one) => [one.name, one.value]);
    const changed = fieldsOf(form).some((one) => one.value !== one.defaultValue && one.value.trim());
    if (changed) kept.write(keyOf(form), { texts, at: Date.now() });
    else kept.drop(keyOf(form));
  };

  // What was sent and led on to another page, or to one that says that it was done, is no draft any more.
  const settle = () => {
    const sent = kept.read(SENT);
    if (!sent) return;
    kept.drop(SENT);
    if (document.querySelector("[data-said]") || location.pathname !== sent.path) kept.drop(sent.key);
  };

  const button = (text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "utrecht-button utrecht-button--secondary-action";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  };

  const offer = (form) => {
    const draft = kept.read(keyOf(form));
    if (!draft || form.previousElementSibling?.matches("[data-draft]")) return;
    const fields = fieldsOf(form);
    const values = new Map();
    for (const [name, value] of draft.texts) values.set(name, [...(values.get(name) ?? []), value]);
    const pairs = fields.map((one) => [one, values.get(one.name)?.shift()]).filter(([, value]) => value !== undefined);
    if (pairs.every(([one, value]) => one.value === value)) return; // the page itself brought it back
    const box = document.createElement("div");
    box.className = "w-card w-card--soft w-draft";
    box.dataset.draft = "";
    box.setAttribute("role", "status");
    const line = document.createElement("p");
    const at = new Date(draft.at);
    line.textContent = `Hier typte u om ${at.getHours()}.${String(at.getMinutes()).padStart(2, "0")} uur iets dat niet is verstuurd.`;
    const leave = (focus) => {
      box.remove();
      focus?.focus();
    };
    const acts = document.createElement("p");
    acts.className = "w-draft-acts";
    acts.append(
      button("Zet terug", () => {
        for (const [one, value] of pairs) one.value = value;
        for (const details of form.querySelectorAll("details")) {
          if (pairs.some(([one, value]) => value && details.contains(one))) details.open = true;
        }
        leave(pairs.find(([, value]) => value)?.[0]);
      }),
      button("Gooi weg", () => {
        kept.drop(keyOf(form));
        leave(fields[0]);
      }),
    );
    box.append(line, acts);
    form.before(box);
  };

  const begin = () => {
    if (!owner()) return;
    for (const key of kept.keys()) {
      if (!key.startsWith(`${PREFIX}${owner()}|`)) kept.drop(key); // of who sat here before
    }
    settle();
    document.querySelectorAll("main form[method=post]").forEach((form) => { if (formOf(form)) offer(form); });
  };

  document.addEventListener("input", (event) => {
    const form = owner() && event.target.matches?.(FIELDS) ? formOf(event.target) : null;
    if (form) keep(form);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.getAttribute("action")?.endsWith("/afmelden")) {
      for (const key of kept.keys()) kept.drop(key);
      kept.drop(SENT);
      return;
    }
    if (owner() && formOf(form) && kept.read(keyOf(form))) kept.write(SENT, { key: keyOf(form), path: location.pathname });
  }, true);

  addEventListener("DOMContentLoaded", begin);
})();
