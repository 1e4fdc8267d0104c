"use strict";
// Filters, sorts and searches the tables that are in the page, and shows a card for a goal.
// Everything shown comes from the page itself, as text or as copies of its nodes.
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const { find, words } = JSON.parse(byId("data").textContent);
  const say = (key, parts) => words[key].replace(/\{(\w+)\}/g, (_, name) => parts[name]);
  const form = byId("controls");
  const status = byId("status");
  const card = byId("card");

  // -- tables as lists of rows ------------------------------------------------------------------

  const tables = all("table.comparison").map((table) => {
    const heads = all("thead th", table);
    const first = heads.findIndex((th) => th.dataset.place !== undefined);
    return {
      table,
      section: table.closest("section"),
      heads,
      first,
      places: heads.map((th) => th.dataset.place),
      groups: all("tbody", table).map((body) => ({
        body,
        head: body.rows[0],
        rows: Array.from(body.rows).slice(1).map((row, at) => ({
          row, at, cells: Array.from(row.cells), answers: answers(row),
          stated: Array.from(row.cells).slice(first).filter(isStated).length,
        })),
      })),
    };
  });

  function isStated(cell) {
    return !cell.classList.contains("none");
  }

  function answers(row) {
    const own = find[row.dataset.indicator] || [[], []];
    const scope = find["~" + row.dataset.scope] || [[], []];
    return { typed: own[0].concat(scope[0]), spoken: own[1].concat(scope[1]).map((s) => s.split(" ")) };
  }

  // -- search --------------------------------------------------------------------------------------

  function folded(text) {
    return text.normalize("NFKC").toLowerCase().replace(/ü/g, "v").replace(/[-'’]/g, "");
  }

  // Syllables from some syllable on, each typed whole or cut short: yingersi, yesw, yingesw.
  function spells(query, syllables) {
    const from = (at, rest) => {
      if (rest === "") return true;
      const here = syllables[at];
      if (here === undefined) return false;
      for (let n = Math.min(here.length, rest.length); n > 0; n--) {
        if (here.startsWith(rest.slice(0, n)) && from(at + 1, rest.slice(n))) return true;
      }
      return false;
    };
    return syllables.some((_, at) => from(at, query));
  }

  function matches(entry, terms) {
    return terms.every((term) =>
      entry.answers.typed.some((name) => name.includes(term)) ||
      (/^[a-z0-9]+$/.test(term) && entry.answers.spoken.some((s) => spells(term, s))));
  }

  // -- filters -------------------------------------------------------------------------------------

  function chosen(name) {
    return all(`input[name="${name}"]:checked`, form).map((input) => input.value);
  }

  function state() {
    const audience = chosen("audience")[0] || tables[0].section.id;
    return {
      audience, q: form.elements.q.value.trim(), show: form.elements.show.value,
      verdict: form.elements.verdict ? form.elements.verdict.value : "",
      sort: form.elements.sort.value, field: chosen("field"), place: chosen("place"),
    };
  }

  const tests = {
    all: () => true,
    numbers: (cells) => cells.some((c) => c.classList.contains("figure")),
    words: (cells) => !cells.some((c) => c.classList.contains("figure")),
    shared: (cells) => cells.filter(isStated).length > 1,
    unlike: (cells) => groups(cells).size > 1,
    equal: (cells) => cells.every(isStated) && groups(cells).size === 1,
    missing: (cells) => cells.some((c) => !isStated(c)),
    alone: (cells) => cells.filter(isStated).length === 1,
    near: (cells) => cells.some((c) => c.querySelector(".mark.near")),
  };

  function groups(cells) {
    return new Set(cells.filter(isStated).map((c) => c.dataset.group));
  }

  // Rows that no visible place states are left out once places are chosen, unless some
  // verdict says that the upper level asks for them.
  function passes(entry, visible, want) {
    const cells = entry.cells.filter((_, at) => visible[at] && at >= want.first);
    if (want.place.length && !cells.some((c) => isStated(c) || c.querySelector("[data-verdict]"))) return false;
    if (want.verdict && !cells.some((c) => c.querySelector(`[data-verdict="${want.verdict}"]`))) return false;
    return tests[want.show](cells);
  }

  const orders = {
    document: (a, b) => a.at - b.at,
    name: (a, b) => a.row.dataset.rank - b.row.dataset.rank || a.at - b.at,
    plans: (a, b) => b.stated - a.stated || a.at - b.at,
  };

  function apply() {
    const now = state();
    for (const one of tables) {
      const mine = one.section.id === now.audience;
      one.section.hidden = !mine;
      if (mine) filter(one, now);
    }
    for (const input of all('input[name="field"]', form)) {
      const here = tables.find((t) => t.section.id === now.audience);
      const known = here.groups.some((g) => g.body.dataset.field === input.value);
      input.closest("label").hidden = !known;
    }
    fit();
    remember(now);
  }

  function filter(one, now) {
    const some = now.place.filter((p) => one.places.includes(p));
    const visible = one.places.map((p) => p === undefined || !some.length || some.includes(p));
    const want = { ...now, place: some, first: one.first };
    const terms = folded(now.q).split(/\s+/).filter(Boolean);
    const fields = now.field.filter((f) => one.groups.some((g) => g.body.dataset.field === f));
    let shown = 0, hidden = 0, total = 0;
    one.heads.forEach((th, at) => { th.hidden = !visible[at]; });
    for (const group of one.groups) {
      const inField = !fields.length || fields.includes(group.body.dataset.field);
      let here = 0;
      for (const entry of group.rows) {
        const named = matches(entry, terms);
        const fits = inField && passes(entry, visible, want);
        entry.row.hidden = !(named && fits);
        entry.cells.forEach((cell, at) => { cell.hidden = !visible[at]; });
        total += 1;
        here += named && fits ? 1 : 0;
        hidden += named && !fits ? 1 : 0;
      }
      group.body.hidden = here === 0;
      group.head.cells[0].colSpan = visible.filter(Boolean).length;
      group.head.querySelector(".count").textContent = say("shownHere", { n: here });
      const order = group.rows.slice().sort(orders[now.sort]).map((entry) => entry.row);
      group.body.append(...order);
      shown += here;
    }
    tell(one, now, { shown, hidden, all: total, named: terms.length > 0 });
  }

  // -- what is shown, in words ------------------------------------------------------------------------

  function tell(one, now, counts) {
    const parts = [counts.shown ? say("count", counts) : words.nothing];
    if (counts.named && counts.hidden) parts.push(say("hidden", { n: counts.hidden }));
    status.textContent = parts.join(" ");
    status.hidden = false;
    one.section.querySelector(".filtered").textContent = words.filtered + described(now).join(" · ") +
      " — " + say("count", counts);
    one.section.querySelector(".filtered").hidden = false;
  }

  function described(now) {
    const picked = (name) => {
      const select = form.elements[name];
      return select && select.value ? [select.selectedOptions[0].textContent] : [];
    };
    const ticked = (name) => all(`input[name="${name}"]:checked`, form)
      .map((input) => input.closest("label").textContent.trim()).join("、");
    return [...picked("show"), ...picked("verdict"), ticked("field"), ticked("place"),
      now.q && `“${now.q}”`].filter(Boolean);
  }

  // -- the address keeps the view, so that it can be bookmarked -----------------------------------------

  function remember(now) {
    const parts = new URLSearchParams();
    const usual = { audience: tables[0].section.id, show: form.elements.show.options[0].value, sort: "document" };
    for (const name of ["audience", "q", "show", "verdict", "sort", "field", "place"]) {
      const value = String(now[name]);
      if (value && value !== usual[name]) parts.set(name, value);
    }
    const hash = parts.toString();
    if (hash === "" && !isView(location.hash)) return;
    try {
      history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
    } catch (_) { /* a page opened from an archive may have no address to change */ }
  }

  function isView(hash) {
    return /^#[a-z]+=/.test(hash);
  }

  function recall() {
    if (!isView(location.hash)) return;
    const parts = new URLSearchParams(location.hash.slice(1));
    for (const name of ["q", "show", "verdict", "sort"]) {
      const control = form.elements[name];
      const value = parts.get(name);
      if (!control || value === null) continue;
      if (name === "q" || Array.from(control.options).some((o) => o.value === value)) control.value = value;
    }
    for (const name of ["audience", "field", "place"]) {
      if (!parts.has(name)) continue;
      const values = parts.get(name).split(",");
      for (const input of all(`input[name="${name}"]`, form)) {
        input.checked = values.includes(input.value) || (input.type === "radio" && input.checked);
      }
    }
  }

  // -- the card of a goal ---------------------------------------------------------------------------------

  let link = null;
  let pinned = false;
  let waiting = 0;

  function source(goal) {
    return byId(decodeURIComponent(goal.getAttribute("href").slice(1)));
  }

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  function filled(goal) {
    const row = source(goal);
    const heads = all("thead th", row.closest("table")).map((th) => th.textContent);
    const copies = (node) => Array.from(node.childNodes).map((child) => child.cloneNode(true));
    const list = element("dl", "");
    Array.from(row.cells).forEach((cell, at) => {
      if (at === 0 || !cell.textContent.trim()) return;
      list.append(element("dt", "", heads[at]), element("dd", "", ...copies(cell)));
    });
    const mark = goal.nextElementSibling;
    if (mark && mark.classList.contains("mark")) {
      list.append(element("dt", "", words.rank), element("dd", "", mark.textContent + " " + mark.getAttribute("aria-label")));
    }
    const close = element("button", "close", "×");
    close.type = "button";
    close.tabIndex = -1; // the pointer's way out; the keyboard's is Escape
    close.setAttribute("aria-hidden", "true");
    close.title = words.close;
    close.addEventListener("click", () => hide());
    return [close, element("p", "card-plan", ...copies(row.closest("table").caption)),
      element("p", "card-name", ...copies(row.cells[0])), list, element("p", "card-id", row.id)];
  }

  function show(goal, pin) {
    clearTimeout(waiting);
    if (link && link !== goal) release();
    if (link !== goal) {
      if (!source(goal)) return;
      card.replaceChildren(...filled(goal));
      link = goal;
      goal.setAttribute("aria-expanded", "true");
      goal.setAttribute("aria-describedby", "card");
    }
    pinned = pinned || pin;
    card.hidden = false;
    place(goal);
  }

  function place(goal) {
    card.style.left = card.style.top = "";
    if (matchMedia("(max-width: 640px)").matches) return; // a sheet at the foot of the screen
    const at = goal.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = card;
    const { clientWidth: wide, clientHeight: high } = document.documentElement;
    const below = at.bottom + 6 + height <= high || at.top < height + 12;
    const top = below ? Math.min(at.bottom + 6, high - height - 6) : at.top - height - 6;
    card.style.left = Math.max(6, Math.min(at.left, wide - width - 6)) + "px";
    card.style.top = Math.max(6, top) + "px";
  }

  function release() {
    if (link) {
      link.setAttribute("aria-expanded", "false");
      link.removeAttribute("aria-describedby");
    }
    link = null;
    pinned = false;
  }

  function hide() {
    clearTimeout(waiting);
    release();
    card.hidden = true;
  }

  function later(step, pause) {
    clearTimeout(waiting);
    waiting = setTimeout(step, pause);
  }

  const goalOf = (target) => (target instanceof Element ? target.closest("a.goal") : null);

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const goal = goalOf(event.target);
    if (goal && !pinned) later(() => show(goal, false), 150);
    else if (card.contains(event.target)) clearTimeout(waiting);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "touch" || pinned) return;
    const left = goalOf(event.target) || (card.contains(event.target) ? card : null);
    if (left && !left.contains(event.relatedTarget)) {
      later(() => { if (document.activeElement !== link) hide(); }, 250);
    }
  });
  document.addEventListener("focusin", (event) => {
    const goal = goalOf(event.target);
    if (goal && goal.matches(":focus-visible")) show(goal, false);
    else if (!goal && !card.contains(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    const goal = goalOf(event.target);
    if (goal) {
      event.preventDefault();
      if (link === goal && pinned) hide();
      else { pinned = false; show(goal, true); }
    } else if (!card.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !card.hidden) {
      hide();
      event.preventDefault();
      return;
    }
    const goal = goalOf(event.target);
    if (!goal) return;
    if (event.key === " ") {
      event.preventDefault();
      goal.click();
    }
    step(goal, event);
  });
  addEventListener("resize", () => { fit(); if (link) place(link); });
  addEventListener("scroll", (event) => {
    if (!link || event.target === card) return;
    const at = link.getBoundingClientRect();
    if (at.bottom < 0 || at.top > innerHeight) hide();
    else place(link);
  }, { passive: true, capture: true });

  // Arrow keys go from goal to goal: up and down in a column, left and right in a row.
  function step(goal, event) {
    const way = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!way || event.ctrlKey || event.altKey || event.metaKey) return;
    const cell = goal.closest("td");
    const rows = all("tbody:not([hidden]) > tr:not([hidden]):not(.field)", goal.closest("table"));
    let at = rows.indexOf(cell.parentElement), column = cell.cellIndex;
    const goals = () => rows[at] && rows[at].cells[column] && !rows[at].cells[column].hidden
      ? rows[at].cells[column].querySelector("a.goal") : null;
    do {
      at += way[0];
      column += way[1];
    } while (rows[at] && rows[at].cells[column] && !goals());
    const next = goals();
    if (!next) return;
    event.preventDefault();
    next.focus({ focusVisible: true });
  }

  // -- looks that depend on room -----------------------------------------------------------------------------

  // A table that fits keeps its heading in sight as the page scrolls; one that does not
  // scrolls in its own frame.
  function fit() {
    for (const { table, section } of tables) {
      if (section.hidden) continue;
      const frame = table.parentElement;
      frame.classList.remove("scrolls");
      frame.classList.toggle("scrolls", table.scrollWidth > frame.clientWidth + 1);
    }
  }

  // On a narrow screen a row is shown as a card: its cells say which column they are, and roles
  // keep what the changed layout would take from a table.
  function label() {
    for (const { table, heads, groups: parts } of tables) {
      const names = heads.map((th) => th.textContent);
      const short = heads.map((th) => (th.querySelector("bdi") || th).textContent);
      table.setAttribute("role", "table");
      all("thead, tbody", table).forEach((part) => part.setAttribute("role", "rowgroup"));
      all("tr", table).forEach((row) => row.setAttribute("role", "row"));
      heads.forEach((th) => th.setAttribute("role", "columnheader"));
      for (const { head, rows } of parts) {
        head.cells[0].setAttribute("role", "rowheader");
        for (const { cells } of rows) {
          cells.forEach((cell, at) => {
            cell.setAttribute("role", at ? "cell" : "rowheader");
            if (at) cell.dataset.label = (isStated(cell) ? names : short)[at];
          });
        }
      }
    }
    all("a.goal").forEach((goal) => {
      goal.setAttribute("role", "button");
      goal.setAttribute("aria-expanded", "false");
    });
  }

  document.documentElement.classList.add("live");
  label();
  form.hidden = false;
  if (matchMedia("(max-width: 640px)").matches) form.querySelector("details").open = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => {
    const kept = chosen("audience");
    setTimeout(() => {
      all('input[name="audience"]', form).forEach((input) => { input.checked = kept.includes(input.value); });
      apply();
    });
  });
  byId("print").addEventListener("click", () => print());
  addEventListener("hashchange", () => { if (isView(location.hash)) { recall(); apply(); } });
  recall();
  apply();
})();
