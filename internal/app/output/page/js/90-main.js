// show brings the page in line with what is chosen.
function show() {
  const t = test(state), all = match(t);
  fill();
  shown = { found: order(all.found), rest: all.rest, at: 0 };
  const at = state.at && byKey.get(state.at.split("-").pop());
  if (at) pin(at);
  const n = shown.found.reduce((sum, m) => sum + m.items.length, 0);
  el("shown").textContent = say("shown", n, shown.found.length);
  el("list").replaceChildren();
  if (!shown.found.length) el("list").append(h("p", { class: "faint empty" }, say("none")));
  more(STEP);
  rest(Boolean(state.doc) || state.status === "failed" || state.status === "other" || !shown.found.length && shown.rest.length > 0 && Boolean(state.dept || state.year || state.status));
  const wide = state.dept || state.year ? match(test({ ...state, dept: "", year: "" })) : all;
  matrix(tally(wide.found, wide.rest));
  serious(all.found);
  department();
  el("criteria").textContent = criteria();
}
// pin puts the document of the finding that the address names first.
function pin(d) {
  let i = shown.found.findIndex(m => m.d === d);
  const items = (details(d).i || []).map((_, k) => k), wanted = items.find(k => idOf(d, details(d).i[k]) === state.at);
  if (wanted === undefined) return;
  let m = i >= 0 ? shown.found.splice(i, 1)[0] : { d, items: [] };
  if (!m.items.includes(wanted)) m = { d, items: [...m.items, wanted].sort((a, b) => a - b) };
  shown.found.unshift(m);
}
function arrive() {
  const e = state.at && document.getElementById("f-" + state.at);
  if (e) {
    for (let p = e.parentElement; p; p = p.parentElement) if (p.tagName === "DETAILS") p.open = true;
    document.querySelectorAll(".finding.at").forEach(x => x.classList.remove("at"));
    e.classList.add("at");
    e.focus({ preventScroll: true });
    e.scrollIntoView({ block: "center" });
  }
}
function changed() {
  // Anchors of the page itself are no choice.
  if (location.hash === "#findings") { el("findings").focus(); return; }
  const before = hashOf({ ...state, at: undefined });
  read();
  if (state.at && hashOf({ ...state, at: undefined }) === "#" && before !== "#" && document.getElementById("f-" + state.at)) state = { ...Object.fromEntries(new URLSearchParams(before.slice(1))), at: state.at };
  else { show(); if (!state.at && scrollY > el("findings").offsetTop) el("findings").scrollIntoView(); }
  arrive();
}
el("page").hidden = false;
controls();
read();
show();
if (matchMedia("(max-width: 700px)").matches && el("charts")) el("charts").open = false;
clicks();
addEventListener("hashchange", changed);
addEventListener("keydown", keys);
addEventListener("beforeprint", print);
if ("IntersectionObserver" in window) new IntersectionObserver(es => { if (es.some(e => e.isIntersecting) && !el("more").hidden) more(STEP); }, { rootMargin: "600px" }).observe(el("more"));
arrive();
document.documentElement.dataset.ready = "1";
