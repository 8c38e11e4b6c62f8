// What is chosen stands in the address, so that a view can be sent and gone back to.
const FIELDS = ["q", "sev", "rule", "dept", "year", "status", "src", "kind", "sort"];
// A single document is chosen by a link to it and not by a control.
const CHOSEN = [...FIELDS, "doc"];
const form = el("filters");
let state = {};

function read() {
  const p = new URLSearchParams(location.hash.slice(1));
  state = {};
  for (const f of [...CHOSEN, "at"]) if (p.get(f)) state[f] = p.get(f);
}
function hashOf(s) {
  const p = new URLSearchParams();
  for (const f of [...CHOSEN, "at"]) if (s[f]) p.set(f, s[f]);
  return "#" + p.toString();
}
// to is the address of this view with something else chosen.
const to = change => hashOf({ ...state, at: undefined, ...change });
function go(change) {
  const hash = to(change);
  // Pages opened from a file may not be allowed to write history; the fragment always works.
  if (hash !== location.hash) location.hash = hash === "#" ? "#all" : hash;
  else show();
}
const typed = hash => { try { history.replaceState(null, "", hash === "#" ? "#all" : hash); } catch { location.hash = hash; } };

function options(name, list, all) {
  const select = form.elements[name];
  select.replaceChildren(...(all ? [h("option", { value: "" }, say(all))] : []), ...list.map(([value, text]) => h("option", { value }, text)));
}
function controls() {
  options("sev", ["error", "warning", "info"].map(s => [s, say(s)]), "allSev");
  options("rule", G.rules.map(r => [r.id, r.t]).sort((a, b) => a[1].localeCompare(b[1], document.documentElement.lang)), "allRule");
  options("dept", G.departments.map(d => [d, d]).sort((a, b) => a[0].localeCompare(b[0], document.documentElement.lang)), "allDept");
  options("year", G.years.map(y => [String(y), say("year", y)]).reverse(), "allYear");
  options("status", STATUSES.map((s, i) => [s, say("s" + i)]), "allStatus");
  options("src", G.sources.map(s => [s, s]), "allSource");
  options("kind", [["", say("k0")], ["accepted", say("k1")], ["withheld", say("k2")], ["unread", say("k3")], ["all", say("kall")]]);
  options("sort", [["", say("bySeverity")], ["dept", say("byDepartment")], ["file", say("byFile")]]);
  form.elements.src.hidden = G.sources.length < 2;
  let wait = 0;
  form.addEventListener("input", e => {
    clearTimeout(wait);
    const take = () => {
      state = Object.fromEntries([...FIELDS.map(f => [f, form.elements[f].value.trim()]), ["doc", state.doc]].filter(([, v]) => v));
      typed(hashOf(state));
      show();
    };
    if (e.target.name === "q") wait = setTimeout(take, 120); else take();
  });
  form.addEventListener("submit", e => e.preventDefault());
}
function fill() {
  for (const f of FIELDS) {
    const control = form.elements[f], value = state[f] || "";
    if (control.value.trim() !== value) control.value = value;
    control.classList.toggle("set", Boolean(value));
  }
  one();
}
function one() {
  const d = state.doc && byKey.get(state.doc), b = el("one");
  b.hidden = !d;
  b.textContent = d ? say("oneDoc", d.path) + " ×" : "";
}
function criteria() {
  const set = FIELDS.filter(f => state[f] && f !== "sort").map(f => {
    const c = form.elements[f];
    return c.getAttribute("aria-label") + " " + (c.options ? (c.selectedOptions[0] || c.options[0]).textContent : state[f]);
  });
  if (state.doc && byKey.has(state.doc)) set.push(say("oneDoc", byKey.get(state.doc).path));
  return set.length ? say("filter", set.join(G.english ? "; " : "；")) : say("noFilter");
}
