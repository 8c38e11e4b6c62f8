// Copying, keys, and print.
let toldFor = 0;
function tell(text) {
  el("told").textContent = text;
  clearTimeout(toldFor);
  toldFor = setTimeout(() => { el("told").textContent = ""; }, 4000);
}
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const t = h("textarea", { class: "unseen" });
    t.value = text;
    document.body.append(t);
    t.select();
    const done = document.execCommand("copy");
    t.remove();
    if (!done) return tell(say("notCopied"));
  }
  tell(say("copied"));
}
const address = hash => location.href.split("#")[0] + hash;
function copyOf(e, whole) {
  const link = address("#at=" + e.dataset.at);
  if (!whole) return copy(link);
  const head = e.closest("section.doc, .rest-doc").querySelector("h3, p b").textContent;
  const facts = [...e.querySelectorAll(":scope > .facts > span")].map(s => s.textContent);
  copy([head, e.querySelector(".message").textContent, ...facts, link].join("\n"));
}
function clicks() {
  el("list").addEventListener("click", onFinding);
  el("rest").addEventListener("click", onFinding);
  el("more").addEventListener("click", () => more(STEP));
  el("clear").addEventListener("click", () => go(Object.fromEntries(CHOSEN.map(f => [f, ""]))));
  el("one").addEventListener("click", () => go({ doc: "" }));
  el("copy-view").addEventListener("click", () => copy(address(hashOf(state))));
  el("print").addEventListener("click", () => window.print());
  el("rest").addEventListener("toggle", e => { if (e.target === el("rest") && e.target.open && !e.target.lastElementChild.firstChild) restMore(e.target.lastElementChild, 0); });
}
function onFinding(e) {
  const b = e.target.closest("button.copy, button.copy-text");
  if (b) copyOf(b.closest(".finding"), b.classList.contains("copy-text"));
}
// step goes to the next finding that is shown, or the one before.
function step(by) {
  const all = [...el("list").querySelectorAll(".finding")].filter(f => f.offsetParent);
  const at = all.indexOf(document.activeElement && document.activeElement.closest(".finding"));
  const next = all[at + by] || (at < 0 ? all[0] : null);
  if (!next) { if (by > 0 && !el("more").hidden) { more(STEP); step(by); } return; }
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}
function keys(e) {
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  const writing = /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName);
  if (e.key === "Escape") { if (writing) e.target.blur(); el("clear").click(); return; }
  if (writing) return;
  if (e.target.closest("#matrix") && arrows(e)) return;
  const act = { "/": () => el("q").focus(), e: () => go({ sev: state.sev === "error" ? "" : "error" }), j: () => step(1), k: () => step(-1),
    c: () => { const f = document.activeElement.closest(".finding[data-at]"); if (f) copyOf(f, false); } }[e.key];
  if (act) { e.preventDefault(); act(); }
}
// arrows move in the table of departments.
function arrows(e) {
  const cell = e.target.closest("td, th"), move = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[e.key];
  if (!cell || !move) return false;
  const rows = [...el("matrix").querySelectorAll("tbody tr")];
  for (let r = rows.indexOf(cell.parentElement) + move[0], c = cell.cellIndex + move[1]; rows[r] && rows[r].cells[c]; r += move[0], c += move[1]) {
    const a = rows[r].cells[c].querySelector("a");
    if (!a) continue;
    e.target.tabIndex = -1;
    a.tabIndex = 0;
    a.focus();
    break;
  }
  e.preventDefault();
  return true;
}
// A print holds all that fits the filters, up to a limit, and says what it leaves out.
const PRINTED = 2000;
function print() {
  let n = 0, left = 0, take = 0;
  shown.found.forEach((m, i) => { if (n < PRINTED || i < shown.at) { n += m.items.length; take = i + 1; } else left += m.items.length; });
  if (take > shown.at) more(take - shown.at);
  document.body.classList.toggle("filtered", CHOSEN.some(f => state[f]));
  el("criteria").textContent = criteria() + (G.english ? " " : "　") + el("shown").textContent + (left ? (G.english ? " " : "　") + say("printCut", n, left) : "");
}
