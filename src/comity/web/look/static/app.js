// Keys of lists: j and k move between rows, Enter opens one (the browser does), e opens the exports; nothing here decides what is shown.
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "e") {
    const menu = document.querySelector("details.export");
    if (!menu) return;
    menu.open = true;
    menu.querySelector("a").focus();
    event.preventDefault();
    return;
  }
  if (event.key === "Escape") {
    document.querySelectorAll("details.menu[open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
    return;
  }
  if (event.key !== "j" && event.key !== "k") return;
  const rows = [...document.querySelectorAll(".lines tbody th a")];
  if (!rows.length) return;
  const at = rows.indexOf(document.activeElement);
  rows[event.key === "j" ? Math.min(at + 1, rows.length - 1) : Math.max(at - 1, 0)].focus();
});
// A menu closes when something beside it is chosen; a row that is open closes when it is chosen again.
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  const copy = event.target.closest("[data-copy]");
  if (copy) navigator.clipboard.writeText(copy.dataset.copy).then(() => { copy.textContent = "Copied"; });
});
document.addEventListener("change", (event) => { if (event.target.matches("[data-send]")) event.target.form.requestSubmit(); });
document.addEventListener("htmx:beforeRequest", (event) => {
  const link = event.target, id = link.getAttribute && link.getAttribute("hx-target");
  if (!id || !id.startsWith("#opened-")) return;
  const place = document.querySelector(id);
  if (place && place.childElementCount) { place.replaceChildren(); link.setAttribute("aria-expanded", "false"); event.preventDefault(); }
  else link.setAttribute("aria-expanded", "true");
});
