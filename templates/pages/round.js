// Follows a round that goes on. Without scripts the page asks for itself anew;
// here only what it says of the round is replaced, so that nothing that is
// being read or typed is lost, and the page is fetched once the round is done.
"use strict";
(() => {
  const every = 3000; // milliseconds
  const typed = () => Array.from(document.querySelectorAll("input")).some((i) => i.value !== i.defaultValue);
  const ask = async () => {
    try {
      const reply = await fetch(location.href);
      const then = new DOMParser().parseFromString(await reply.text(), "text/html");
      const now = document.querySelector(".round"), fresh = then.querySelector(".round");
      if (!now) return;
      if (!reply.ok) throw new Error(reply.statusText);
      if (!fresh) {
        if (typed()) now.remove();
        else location.reload();
        return;
      }
      now.replaceChildren(...fresh.childNodes);
    } catch {
      // The program is being restarted or is busy, or the network is away: ask again.
    }
    setTimeout(ask, every);
  };
  setTimeout(ask, every);
})();
