// Sends files in parts that resume after a break, also after a reload. Without this file the form sends them whole.
(() => {
  "use strict";

  const WAITS = [1, 2, 4, 8, 15, 30];
  const _ = window.wederhoor.say;
  const NO_LINE = _("Geen verbinding. Wij gaan vanzelf verder als die er weer is.");
  const SESSION_OVER = _("Dit lukte niet. Laad de bladzijde opnieuw en kies het bestand nog een keer; wat al binnen is, blijft bewaard.");

  const WAITING = _("Wij wachten tot uw bestanden binnen zijn…");

  class Refused extends Error {}
  class Away extends Error {}

  const say = (text) => {
    const region = document.getElementById("melding");
    if (region) region.textContent = text;
  };

  const sleep = (seconds) =>
    new Promise((done) => {
      const timer = setTimeout(done, seconds * 1000);
      addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
    });

  const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  // The same file chosen again, perhaps after a reload, is recognised by its content where the browser can tell.
  const fingerprint = async (file) => {
    if (window.crypto?.subtle) return `d${hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()))}`;
    return `s${file.name}|${file.size}|${file.lastModified}`;
  };

  const ask = async (url, options) => {
    let answer;
    try {
      answer = await fetch(url, { method: "POST", credentials: "same-origin", ...options });
    } catch {
      throw new Away();
    }
    if (answer.status >= 500) throw new Away();
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Refused(SESSION_OVER);
    const told = await answer.json();
    if (answer.status === 422) throw new Refused(told.error);
    if (answer.status !== 200 && answer.status !== 409) throw new Refused(SESSION_OVER);
    return { ...told, again: answer.status === 409 };
  };

  const line = (form, file) => {
    const item = document.createElement("li");
    const box = document.createElement("div");
    const name = document.createElement("strong");
    name.className = "w-filename";
    name.textContent = file.name;
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", _("{name}: hoeveel er binnen is", { name: file.name }));
    const text = document.createElement("p");
    text.className = "w-small";
    box.append(name, bar, text);
    item.append(box);
    form.querySelector("[data-arriving]").append(item);
    return {
      show: (words) => { text.textContent = words; },
      at: (bytes) => {
        const percent = Math.floor((100 * bytes) / Math.max(file.size, 1));
        bar.value = percent;
        text.textContent = percent < 100 ? _("{percent}% binnen", { percent }) : _("Wij kijken het bestand na…");
      },
      fail: (words) => {
        bar.remove();
        text.className = "w-error";
        text.textContent = words;
        text.setAttribute("role", "alert");
      },
      item,
    };
  };

  const send = async (form, file, shown) => {
    const token = form.querySelector("[name=csrf_token]").value;
    const headers = { "X-CSRFToken": token, "X-Whose": form.querySelector("[name=whose]")?.value ?? "" };
    const size = Number(form.dataset.part);
    const told = new URLSearchParams({ name: file.name, size: file.size, fingerprint: await fingerprint(file) });
    const start = () => ask(form.dataset.start, { headers, body: told });
    let tries = 0;
    let astray = 0;
    let known = null;
    for (;;) {
      try {
        known ??= await start();
        if (known.ready) return;
        shown.at(known.offset);
        const body = file.slice(known.offset, known.offset + size);
        const more = await ask(known.url, {
          headers: { ...headers, "Content-Type": "application/octet-stream", "Upload-Offset": String(known.offset) },
          body,
        });
        known = { ...known, ...more };
        astray = more.again ? astray + 1 : 0;
        if (astray > 5) throw new Refused(SESSION_OVER);
        tries = 0;
      } catch (error) {
        if (!(error instanceof Away)) throw error;
        shown.show(NO_LINE);
        if (tries === 0) say(NO_LINE);
        await sleep(WAITS[Math.min(tries, WAITS.length - 1)]);
        tries += 1;
        known = null; // ask again how much is there
      }
    }
  };

  let queue = Promise.resolve();
  let busy = 0;

  const add = (form, files) => {
    for (const file of files) {
      const shown = line(form, file);
      shown.show(_("Wacht op de andere bestanden."));
      busy += 1;
      form.dataset.waits = ""; // it is not sent yet, whatever is pressed
      queue = queue.then(async () => {
        say(_("{name} wordt verstuurd", { name: file.name }));
        try {
          await send(form, file, shown);
          shown.item.remove();
          say(_("{name} is binnen", { name: file.name }));
        } catch (error) {
          shown.fail(`${file.name}: ${error instanceof Refused ? error.message : SESSION_OVER}`);
        }
        busy -= 1;
        if (busy > 0) return;
        delete form.dataset.waits;
        await refresh(form);
      });
    }
  };

  // The list as the server knows it; what was not taken stays in view with its reason.
  const refresh = async (form) => {
    let answer;
    try {
      answer = await fetch(form.dataset.list, { credentials: "same-origin" });
    } catch {
      return;
    }
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("#stukken > .w-list");
    const old = document.querySelector("#stukken > .w-list");
    if (fresh && old) old.replaceWith(fresh);
  };

  for (const form of document.querySelectorAll("form[data-uploads]")) {
    const input = form.querySelector("input[type=file]");
    form.querySelector("[data-uploads-button]").hidden = true;
    // Going on waits for what is still arriving; what was not taken stays in view with its reason.
    form.addEventListener("submit", (event) => {
      if (!busy) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      say(WAITING);
      const onward = event.submitter;
      const before = form.querySelectorAll("[data-arriving] .w-error").length;
      if (onward) onward.textContent = WAITING;
      queue = queue.then(() => {
        if (onward) onward.textContent = _("Verder");
        if (form.querySelectorAll("[data-arriving] .w-error").length === before) form.requestSubmit(onward);
      });
    }, true);
    input.addEventListener("change", () => {
      add(form, [...input.files]);
      input.value = "";
    });
  }

  addEventListener("beforeunload", (event) => {
    if (busy) event.preventDefault();
  });
})();
