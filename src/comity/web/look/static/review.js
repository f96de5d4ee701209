// The keys of a review: they press the buttons that stand on the page, and nothing else.
const proposals = () => [...document.querySelectorAll("[data-review] .proposal")];
const paper = document.getElementById("paper");
let here = null;

const show = (proposal) => {
  here = proposal;
  document.querySelectorAll("#paper mark").forEach((mark) => mark.classList.toggle("here", (mark.dataset.of || "").split(" ").includes(proposal.id)));
  const first = document.querySelector("#paper mark.here");
  const box = first && first.closest("section");
  if (first && box.scrollHeight > box.clientHeight) box.scrollTop = first.offsetTop - box.offsetTop - box.clientHeight / 3;
};
const go = (proposal) => { if (proposal) { proposal.focus(); proposal.scrollIntoView({ block: "nearest" }); } };
const press = (value) => { const button = here && here.querySelector(`button[name="decide"][value="${value}"]`); if (button) button.click(); };

// Selected words, and where they stand in the text, in characters as the program counts them.
const take = () => {
  const chosen = document.getSelection();
  const form = document.querySelector("#add form");
  if (!form || !chosen || !chosen.rangeCount) return;
  const range = chosen.getRangeAt(0);
  form.elements.at.value = "";
  if (!chosen.isCollapsed && paper.contains(range.startContainer) && paper.contains(range.endContainer)) {
    const before = document.createRange();
    before.setStart(paper, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const start = [...before.toString()].length;
    form.elements.words.value = range.toString();
    form.elements.at.value = `${start}-${start + [...range.toString()].length}`;
  }
  const to = here && [...form.elements.to.options].find((option) => option.value.split(" ")[0] === here.id);
  if (to) form.elements.to.value = to.value;
  (form.elements.words.value ? form.elements.field : form.elements.words).focus();
};

document.addEventListener("focusin", (event) => {
  const proposal = event.target.closest(".proposal");
  if (proposal && proposal !== here) show(proposal);
});
document.addEventListener("click", (event) => {
  const mark = event.target.closest("#paper mark");
  if (mark && document.getSelection().isCollapsed) go(document.getElementById(mark.dataset.of.split(" ").pop()));
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") { go(here); return; }
  if (event.target.closest("input, select, textarea")) return;
  const all = proposals(), at = all.indexOf(here);
  const keys = {
    j: () => go(all[Math.min(at + 1, all.length - 1)]),
    k: () => go(all[Math.max(at - 1, 0)]),
    c: () => press("yes"),
    r: () => press("no"),
    e: () => {
      const fields = here && here.querySelector("details");
      if (fields) { fields.open = true; fields.querySelector("input, textarea").focus(); }
    },
    a: take,
    "?": () => { const help = document.querySelector("details.keys"); if (help) help.open = !help.open; },
  };
  if (!keys[event.key]) return;
  keys[event.key]();
  event.preventDefault();
});
// After a decision the page comes back at the next open proposal.
go(document.getElementById(location.hash.slice(1)) || document.querySelector(".proposal.open"));
