// Comfort only: every page works without it.
const root = document.documentElement;

// On a phone the menu is wider than the window.
const current = document.querySelector(".top [aria-current]");
if (current) {
  const menu = current.closest("ul");
  menu.scrollLeft = current.offsetLeft - (menu.clientWidth - current.offsetWidth) / 2;
}

// A picture that is wider than the window begins with its middle.
for (const box of document.querySelectorAll(".picture, .crowded")) {
  box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
}

// A filter applies as soon as it is chosen.
for (const form of document.querySelectorAll("form[data-submits]")) {
  form.addEventListener("change", (event) => {
    if (event.target instanceof HTMLSelectElement) form.requestSubmit();
  });
}

// Search as you type: the results of the same page, put in place.
const field = document.querySelector("input[data-live]");
if (field) {
  let latest = 0;
  let timer = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const number = ++latest;
      const address = new URL(field.form.action);
      address.searchParams.set("q", field.value);
      const response = await fetch(address);
      if (!response.ok) return;
      const text = await response.text();
      if (number !== latest) return;
      const page = new DOMParser().parseFromString(text, "text/html");
      for (const selector of [`#${field.dataset.live}`, "main .intro"]) {
        document.querySelector(selector).replaceChildren(...page.querySelector(selector).childNodes);
      }
      history.replaceState(null, "", address);
    }, 120);
  });
}

// "/" leads to the search, as on many sites.
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, select, textarea, [contenteditable]");
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    (field ?? document.querySelector("#x-find")).focus();
  }
});

// With --watch the page shows each edit: it is loaded again when the content is another.
if (root.dataset.watch) {
  let known = null;
  const look = async () => {
    if (!document.hidden) {
      try {
        const response = await fetch(root.dataset.watch, { cache: "no-store" });
        const state = await response.text();
        if (response.ok && known !== null && state !== known) location.reload();
        if (response.ok) known = state;
      } catch {
        // The service is being started again.
      }
    }
    setTimeout(look, 1000);
  };
  look();
}
