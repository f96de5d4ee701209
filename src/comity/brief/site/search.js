// The offline search: reads search-index.js, finds the pages that hold every word asked for, lists them as links.
"use strict";
(function () {
  const input = document.getElementById("q");
  const list = document.getElementById("results");
  const count = document.getElementById("count");
  const index = window.COMITY_INDEX;
  if (!input || !list || !index) return;
  const stop = new Set("a an and are as at be by for from has if in is it its no not of on or that the this to was which with".split(" "));
  const most = 40;
  const all = Object.keys(index.terms);

  function words(text) {
    const plain = text.toLowerCase().replace(/(?<=[a-z])\.(?=[a-z]\b)|(?<=\b[a-z])\.|[’']/g, "");
    return (plain.match(/[0-9a-z]+/g) || []).filter((w) => !stop.has(w)).map((w) => w.slice(0, 24));
  }

  function pagesOf(term) {
    let at = 0;
    return index.terms[term].split(" ").map((d) => (at += parseInt(d, 36)));
  }

  // Pages with a word: the word itself counts most, then words that begin with it.
  function holding(word, begins) {
    const scores = new Map();
    for (const term of all) {
      if (term !== word && !(begins && word.length > 1 && term.startsWith(word))) continue;
      for (const page of pagesOf(term)) scores.set(page, Math.max(scores.get(page) || 0, term === word ? 2 : 1));
    }
    return scores;
  }

  function find(text) {
    const asked = words(text);
    let found = null;
    asked.forEach((word, i) => {
      const scores = holding(word, i === asked.length - 1);
      if (found === null) found = scores;
      else for (const page of [...found.keys()]) {
        if (scores.has(page)) found.set(page, found.get(page) + scores.get(page));
        else found.delete(page);
      }
    });
    if (!found) return [];
    const whole = text.trim().toLowerCase();
    const order = { government: 5, "award terms": 4, statute: 4, lawsuit: 4, "state law": 4, norm: 3, court: 3 };
    return [...found].map(([page, score]) => {
      const [path, title, kind] = index.pages[page];
      const name = words(title).concat(words(path.slice(path.indexOf("/") + 1)));
      const inTitle = asked.filter((w) => name.includes(w)).length * 3;
      const exact = title.toLowerCase() === whole || path.endsWith("/" + whole) ? 20 : 0;
      return [score + inTitle + exact + (order[kind] || 1) * 0.4, page];
    }).sort((a, b) => b[0] - a[0] || a[1] - b[1]).map((pair) => pair[1]);
  }

  function show() {
    const text = input.value;
    const found = words(text).length ? find(text) : [];
    list.textContent = "";
    for (const page of found.slice(0, most)) {
      const [path, title, kind, date] = index.pages[page];
      const item = document.createElement("li");
      const link = document.createElement("a");
      const about = document.createElement("span");
      link.href = path + ".html";
      link.textContent = title;
      about.textContent = kind + (date ? ", " + date : "") + (path.includes("/") ? " · " + path.slice(path.indexOf("/") + 1) : "");
      item.append(link, about);
      list.append(item);
    }
    if (!words(text).length) count.textContent = "";
    else if (!found.length) count.textContent = "Nothing in the library holds all of these words.";
    else count.textContent = found.length + (found.length === 1 ? " page" : " pages") + (found.length > most ? ", the first " + most + " shown" : "");
  }

  let waiting = 0;
  input.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  });
  input.form.addEventListener("submit", function (event) {
    event.preventDefault();
    show();
    const first = list.querySelector("a");
    if (first) first.focus();
    try { history.replaceState(null, "", "?q=" + encodeURIComponent(input.value)); } catch (e) { /* a page on disk */ }
  });
  // Arrows walk the list; Escape leads back to the question.
  document.addEventListener("keydown", function (event) {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && (document.activeElement === input || at >= 0) && links[at + 1]) {
      event.preventDefault();
      links[at + 1].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (links[at - 1] || input).focus();
    } else if (event.key === "Escape" && at >= 0) {
      input.focus();
    }
  });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    input.value = asked;
    const top = document.getElementById("q-top");
    if (top) top.value = asked;
    show();
  }
})();
