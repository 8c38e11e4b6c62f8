// What the page knows: the globals, an index of all documents, and their details, which
// are taken apart block by block when somebody looks at them.
const G = JSON.parse(document.getElementById("globals").textContent);
const el = id => document.getElementById(id);
const say = (key, ...args) => (G.words[key] || key).replace(/\{(\d)\}/g, (_, i) => args[i]);
const SEVERITIES = ["", "info", "warning", "error"], STATUSES = ["ok", "partial", "other", "failed"];

// h makes an element. Text only ever becomes text.
function h(tag, attributes, ...children) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(attributes || {})) if (v !== undefined && v !== null && v !== false) e.setAttribute(k, v === true ? "" : v);
  for (const c of children.flat()) if (c !== null && c !== undefined && c !== false && c !== "") e.append(c);
  return e;
}

// bar is a length as a share of the greatest.
function bar(share, name) {
  const svg = (tag, attributes) => { const e = document.createElementNS("http://www.w3.org/2000/svg", tag); for (const k in attributes) e.setAttribute(k, attributes[k]); return e; };
  const e = svg("svg", { viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true", class: "length" });
  e.append(svg("rect", { width: Math.max(1, share * 100), height: 4, class: name }));
  return e;
}

const detailBlocks = [...document.querySelectorAll("script.details")], parsed = [], searched = [];
const docs = [];
document.querySelectorAll("script.index").forEach((s, block) => {
  JSON.parse(s.textContent).forEach(([key, path, dept, year, status, source, codes], at) =>
    docs.push({ key, path, dept, year, status, source, codes, block, at, n: docs.length }));
  s.remove();
});
const byKey = new Map(docs.map(d => [d.key, d]));
const cells = new Map(G.cells.map(c => [c[0] + " " + c[1], { projects: c[2], budget: c[3], executed: c[4], rate: c[5][0], score: c[5][1] }]));

function details(d) {
  if (!parsed[d.block]) {
    parsed[d.block] = JSON.parse(detailBlocks[d.block].textContent);
    detailBlocks[d.block].remove();
  }
  return parsed[d.block][d.at];
}
const severityOf = code => code & 3, kindOf = code => (code >> 2) & 3, ruleOf = code => (code >> 4) - 1;
const ruleTitle = code => { const r = G.rules[ruleOf(code)]; return r ? r.t : ""; };
const deptName = n => n < 0 ? say("noDept") : G.departments[n];
const yearName = y => y ? say("year", y) : say("noYear");

// texts are what a search looks at, by document: one text an item, in lower case.
function texts(d) {
  const of = searched[d.block] || (searched[d.block] = []);
  if (!of[d.at]) {
    const x = details(d), head = [d.path, deptName(d.dept), d.year || "", x.t || ""].join(" ").toLowerCase();
    of[d.at] = { head, items: (x.i || []).map((it, k) => [head, ruleTitle(d.codes[k]), it.m, it.p || "", it.q ? plain(it.q) : ""].join(" ").toLowerCase()) };
  }
  return of[d.at];
}
