// Passkeys: asks the browser, puts the answer in the form and sends it. Without this file codes still work.
(() => {
  "use strict";

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");

  const known = (list) => (list ?? []).map((item) => ({ ...item, id: bytes(item.id) }));

  const sign = async (question) => {
    const made = await navigator.credentials.get({
      publicKey: {
        ...question,
        challenge: bytes(question.challenge),
        allowCredentials: known(question.allowCredentials),
      },
    });
    const { response } = made;
    return {
      authenticatorData: text(response.authenticatorData),
      clientDataJSON: text(response.clientDataJSON),
      signature: text(response.signature),
      made,
    };
  };

  const make = async (question) => {
    const made = await navigator.credentials.create({
      publicKey: {
        ...question,
        challenge: bytes(question.challenge),
        user: { ...question.user, id: bytes(question.user.id) },
        excludeCredentials: known(question.excludeCredentials),
      },
    });
    const { response } = made;
    return { attestationObject: text(response.attestationObject), clientDataJSON: text(response.clientDataJSON), made };
  };

  const say = (button, message) => {
    const place = button.form.querySelector("[data-passkey-message]");
    place.textContent = message;
    place.hidden = false;
  };

  const press = async (button) => {
    const question = JSON.parse(button.dataset.question);
    button.disabled = true;
    try {
      const { made, ...response } = await (button.dataset.passkey === "make" ? make : sign)(question);
      button.form.elements.credential.value = JSON.stringify({
        id: made.id,
        rawId: text(made.rawId),
        type: made.type,
        response,
        clientExtensionResults: {},
      });
      button.form.requestSubmit();
    } catch (error) {
      const already = error.name === "InvalidStateError";
      say(button, already ? "Deze passkey staat er al bij." : "Het lukte niet. Probeer het opnieuw, of kies een code.");
    } finally {
      button.disabled = false;
    }
  };

  const reveal = () => {
    const able = Boolean(window.PublicKeyCredential);
    for (const part of document.querySelectorAll("[data-passkey][hidden], [data-passkey-only][hidden]")) {
      part.hidden = !able;
    }
    for (const part of document.querySelectorAll("[data-no-passkey]")) part.hidden = able;
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-passkey]");
    if (button) press(button);
  });
  document.addEventListener("htmx:afterSettle", reveal);
  reveal();
})();
