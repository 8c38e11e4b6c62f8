// A department over the years: what was planned, spent and scored, what was found, and
// what became of the findings of the year before.
function department() {
  const box = el("department"), dept = state.dept ? G.departments.indexOf(state.dept) : -1, years = yearsOf(dept).reverse();
  document.querySelectorAll("#charts path.chosen").forEach(p => p.classList.remove("chosen"));
  const line = document.querySelector(`#charts path[data-department="${dept}"]`);
  if (line) line.classList.add("chosen");
  box.hidden = dept < 0 || !years.length;
  if (box.hidden) return;
  const of = new Map(years.map(y => [y, { n: [0, 0, 0, 0], docs: 0, rules: new Map() }]));
  for (const d of docs) {
    const c = d.dept === dept && of.get(d.year);
    if (!c) continue;
    c.docs++;
    for (const code of d.codes) if (kindOf(code) === 0) {
      c.n[severityOf(code)]++;
      c.rules.set(ruleOf(code), (c.rules.get(ruleOf(code)) || 0) + 1);
    }
  }
  const th = key => h("th", { scope: "col" }, say(key));
  const row = (y, i) => {
    const c = of.get(y), x = cells.get(dept + " " + y) || {}, before = cells.get(dept + " " + (y - 1)) || {};
    const change = x.rate && before.rate ? (Number(x.rate) - Number(before.rate)).toFixed(2) : "";
    return h("tr", { class: state.year === String(y) ? "current" : null }, h("th", { scope: "row" }, h("a", { href: to({ year: String(y) }) }, yearName(y))),
      [c.docs, x.projects || "", x.projects ? x.budget : "", x.projects ? x.executed : "", x.rate && x.rate + "%", change && say("points", (change > 0 ? "+" : "") + change), x.score].map(v => h("td", { class: "n" }, v === undefined ? "" : String(v))),
      [3, 2, 1].map(s => h("td", { class: "n " + (c.n[s] ? SEVERITIES[s] : "faint") }, String(c.n[s]))));
  };
  box.replaceChildren(h("h3", {}, state.dept, " ", h("a", { href: to({ dept: "", year: "" }) }, say("back"))),
    h("div", { class: "quote", tabindex: "0", role: "region", "aria-label": say("compare") }, h("table", {}, h("thead", {}, h("tr", {}, ["year0", "papers", "projects", "budget", "executed", "rate", "change", "score", "error", "warning", "info"].map(th))), h("tbody", {}, years.map(row)))),
    ruleTable(years, of));
}
function ruleTable(years, of) {
  const all = new Set([...of.values()].flatMap(c => [...c.rules.keys()]));
  if (!all.size) return h("p", {});
  const [now, before] = years, n = (y, r) => y && of.get(y).rules.get(r) || 0;
  const fate = r => before === undefined ? say("same") : n(now, r) && !n(before, r) ? say("new") : !n(now, r) && n(before, r) ? say("gone") : n(now, r) ? say("stays") : say("same");
  const list = [...all].sort((a, b) => G.rules[b].w - G.rules[a].w || n(now, b) - n(now, a));
  return h("details", { open: true }, h("summary", {}, say("ruleYears")), h("div", { class: "quote", tabindex: "0", role: "region", "aria-label": say("ruleYears") }, h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("rule0")), years.map(y => h("th", { scope: "col" }, String(y))), h("th", { scope: "col" }, before === undefined ? "" : now + "/" + before))),
    h("tbody", {}, list.map(r => h("tr", {}, h("th", { scope: "row" }, h("span", { class: "tag " + SEVERITIES[G.rules[r].w] }, say(SEVERITIES[G.rules[r].w] || "k2")), h("a", { href: to({ rule: G.rules[r].id, year: "" }) }, G.rules[r].t)),
      years.map(y => h("td", { class: "n" }, n(y, r) ? h("a", { href: to({ rule: G.rules[r].id, year: String(y) }) }, String(n(y, r))) : "0")), h("td", {}, fate(r))))))));
}
