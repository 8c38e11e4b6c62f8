// The table of departments and years, the rules that found most, and a department over
// the years. All follow the filters, except that the table offers every department and year.
let allRows = false, deptYears = null;
function yearsOf(dept) {
  if (!deptYears) {
    deptYears = new Map();
    for (const d of docs) if (d.dept >= 0 && d.year) deptYears.has(d.dept) ? deptYears.get(d.dept).add(d.year) : deptYears.set(d.dept, new Set([d.year]));
  }
  return [...(deptYears.get(dept) || [])].sort();
}
function tally(found, rest) {
  const rows = new Map();
  const at = d => {
    if (!rows.has(d.dept)) rows.set(d.dept, { dept: d.dept, n: [0, 0, 0, 0], years: new Map() });
    const row = rows.get(d.dept);
    if (!row.years.has(d.year)) row.years.set(d.year, { n: [0, 0, 0, 0], docs: 0, broken: 0 });
    const cell = row.years.get(d.year);
    cell.docs++;
    if (d.status === 1 || d.status === 3) cell.broken++;
    return [row, cell];
  };
  for (const m of found) {
    const [row, cell] = at(m.d);
    for (const i of m.items) { const s = severityOf(m.d.codes[i]); row.n[s]++; cell.n[s]++; }
  }
  rest.forEach(at);
  return [...rows.values()].sort((a, b) => (a.dept < 0) - (b.dept < 0) || b.n[3] - a.n[3] || b.n[2] - a.n[2] || b.n[1] - a.n[1] || a.dept - b.dept);
}
const numbers = n => [3, 2, 1].filter(s => n[s]).map(s => h("span", { class: SEVERITIES[s] }, String(n[s])));
function cellOf(row, year) {
  const c = row.years.get(year);
  if (!c) return h("td", { class: "none" }, "·");
  const of = numbers(c.n), worst = c.n[3] ? "error" : c.n[2] ? "warning" : "";
  return h("td", { class: worst }, h("a", { href: to({ dept: row.dept < 0 ? "" : G.departments[row.dept], year: year || "" }), tabindex: "-1",
    "aria-label": say("cell", deptName(row.dept), yearName(year), c.n[3], c.n[2], c.n[1], c.docs), "aria-current": state.dept && state.dept === G.departments[row.dept] && state.year === String(year) ? "true" : null },
    of.length ? of : h("span", { class: c.broken ? "warning" : "faint" }, c.broken ? say("notWhole") : say("clean"))));
}
function matrix(rows) {
  const years = G.years.slice();
  if (rows.some(r => r.years.has(0))) years.push(0);
  const part = allRows ? rows : rows.slice(0, 100);
  const table = h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("department")), years.map(y => h("th", { scope: "col" }, y ? String(y) : say("noYear"))), h("th", { scope: "col" }, say("total")))),
    h("tbody", {}, part.map(row => h("tr", {}, h("th", { scope: "row" }, row.dept < 0 ? deptName(-1) : h("a", { href: to({ dept: G.departments[row.dept], year: "" }), tabindex: "-1" }, deptName(row.dept))),
      years.map(y => cellOf(row, y)), h("td", { class: "sum" }, numbers(row.n))))));
  const box = el("matrix");
  box.replaceChildren(h("p", { class: "faint legend" }, say("legend")), table);
  if (part.length < rows.length) {
    const b = h("button", { type: "button" }, say("moreDepts", rows.length));
    b.addEventListener("click", () => { allRows = true; matrix(rows); });
    box.append(b);
  }
  const first = box.querySelector("a[aria-current]") || box.querySelector("td a, th a");
  if (first) first.tabIndex = 0;
}
function serious(found) {
  const n = new Map();
  for (const m of found) for (const i of m.items) {
    const c = m.d.codes[i], r = ruleOf(c);
    if (r >= 0 && !kindOf(c)) { const k = r * 4 + severityOf(c); n.set(k, (n.get(k) || 0) + 1); }
  }
  const list = [...n].sort((a, b) => (b[0] & 3) - (a[0] & 3) || b[1] - a[1]).slice(0, 12), most = Math.max(1, ...list.map(x => x[1]));
  el("serious").replaceChildren(...list.map(([k, c]) => h("li", {}, h("a", { href: to({ rule: G.rules[k >> 2].id, sev: SEVERITIES[k & 3] }) },
    h("span", { class: "tag " + SEVERITIES[k & 3] }, say(SEVERITIES[k & 3])), h("span", { class: "name" }, G.rules[k >> 2].t), h("span", { class: "n" }, String(c)),
    bar(c / most, SEVERITIES[k & 3])))));
}
