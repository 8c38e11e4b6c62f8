// The list of findings, document by document, a few at a time.
const STEP = 20;
let shown = { found: [], rest: [], at: 0 };

const idOf = (d, it) => it.i ? it.i + "-" + d.key : "";
function label(code) {
  const kind = kindOf(code), s = SEVERITIES[severityOf(code)];
  return kind ? h("span", { class: "tag kind" }, say("k" + kind)) : h("span", { class: "tag " + s }, say(s));
}
function item(d, i, under) {
  const x = details(d), it = x.i[i], code = d.codes[i], id = idOf(d, it);
  const fact = (key, text) => text && h("span", {}, h("b", {}, say(key)), " ", text);
  const e = h("article", { class: "finding " + (kindOf(code) ? "kind" : SEVERITIES[severityOf(code)]), id: id && "f-" + id, tabindex: id ? "-1" : null, "data-at": id },
    h("p", { class: "what" }, label(code), ruleTitle(code) && h("b", {}, ruleTitle(code)), it.c && h("span", { class: "faint" }, it.c)),
    h("p", { class: "message" }, it.m), evidence(it, id),
    h("p", { class: "facts" }, fact("place", it.p), (it.g || []).map(g => h("span", {}, h("b", {}, say("against")), " ", byKey.has(g.k) ? h("a", { href: "#doc=" + g.k }, g.t) : g.t)), fact("basis", G.strings[it.b || 0]), fact("advice", G.strings[it.a || 0])));
  if (id) e.append(h("p", { class: "acts" }, h("a", { href: "#at=" + id, class: "anchor", "aria-label": say("copy") + " #" }, "#"), h("button", { type: "button", class: "copy" }, say("copy")), h("button", { type: "button", class: "copy-text" }, say("copyText"))));
  if (under) e.append(...under);
  return e;
}
// later is a part that is made when it is opened.
function later(text, make, open) {
  const box = h("div", {}), e = h("details", { class: "later" }, h("summary", {}, text), box);
  const fillIn = () => { if (!box.firstChild) box.append(...make()); };
  e.fill = fillIn;
  e.addEventListener("toggle", fillIn);
  if (open) { fillIn(); e.open = true; }
  return e;
}
function documentOf(m) {
  const d = m.d, x = details(d), in_ = new Set(m.items), top = [], like = new Map(), caused = new Map();
  const put = (map, k, i) => map.has(k) ? map.get(k).push(i) : map.set(k, [i]);
  for (const i of m.items) {
    const it = x.i[i];
    if (it.l && in_.has(it.l - 1)) put(like, it.l - 1, i);
    else if (it.u && in_.has(it.u - 1)) put(caused, it.u - 1, i);
    else top.push(i);
  }
  const pinned = i => state.at && idOf(d, x.i[i]) === state.at;
  const draw = i => item(d, i, [["like", like], ["leads", caused]].filter(([, map]) => map.has(i)).map(([word, map]) => {
    const list = map.get(i);
    return later(say(word, list.length), () => list.map(draw), list.some(pinned));
  }));
  const others = d.codes.map((_, i) => i).filter(i => !in_.has(i) && kindOf(d.codes[i]));
  return h("section", { class: "doc", "data-key": d.key }, heading(d, x), top.map(draw),
    others.length ? later(say("extra", others.length) + G.words.colon + kindsOf(d, others), () => others.map(i => item(d, i))) : null);
}
function kindsOf(d, items) {
  const n = [0, 0, 0, 0];
  for (const i of items) n[kindOf(d.codes[i])]++;
  return [1, 2, 3].filter(k => n[k]).map(k => say("k" + k) + " " + n[k]).join(G.english ? ", " : "、");
}
function heading(d, x) {
  const years = d.dept >= 0 && yearsOf(d.dept).length > 1;
  return h("header", {}, h("h3", {}, deptName(d.dept), h("span", {}, yearName(d.year)), h("span", { class: "status s" + d.status }, say("s" + d.status))),
    h("p", { class: "faint" }, d.path, x.f && " · " + x.f, years && !state.dept && h("a", { href: hashOf({ dept: G.departments[d.dept] }), class: "link" }, say("compare")),
      x.u && h("a", { href: x.u, class: "link", rel: "noreferrer noopener", target: "_blank" }, say("original"))));
}
function more(n) {
  const list = el("list"), next = shown.found.slice(shown.at, shown.at + n);
  list.append(...next.map(documentOf));
  shown.at += next.length;
  const left = shown.found.length - shown.at;
  el("more").hidden = left <= 0;
  el("more").textContent = say("more", left);
}
function restRow(d) {
  const x = details(d), left = d.codes.map((_, i) => i).filter(i => kindOf(d.codes[i]));
  return h("div", { class: "rest-doc" }, h("p", {}, h("b", {}, deptName(d.dept)), " ", yearName(d.year), " ", h("span", { class: "status s" + d.status }, say("s" + d.status)), " ", h("span", { class: "faint" }, d.path, x.f && " · " + x.f)),
    left.length ? later(kindsOf(d, left), () => left.map(i => item(d, i)), d.status === 3) : null);
}
function rest(open) {
  const box = el("rest"), list = box.lastElementChild;
  box.hidden = !shown.rest.length;
  box.firstElementChild.textContent = say("rest", shown.rest.length);
  list.replaceChildren();
  box.open = open;
  if (open) restMore(list, 0);
}
function restMore(list, from) {
  const next = shown.rest.slice(from, from + 100), left = shown.rest.length - from - next.length;
  list.append(...next.map(restRow));
  if (left > 0) {
    const b = h("button", { type: "button" }, say("restMore", left));
    b.addEventListener("click", () => { b.remove(); restMore(list, from + 100); });
    list.append(b);
  }
}
