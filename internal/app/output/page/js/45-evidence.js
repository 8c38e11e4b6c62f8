// What a finding is about, as the paper prints it: a drawing of the place where the page
// has one, else the rows or the sentence, with what is compared marked.
const pictureBlocks = [...document.querySelectorAll("script.pictures")], pictures = [];
function picture(block, id) {
  if (!pictures[block]) {
    pictures[block] = JSON.parse(pictureBlocks[block].textContent);
    pictureBlocks[block].remove();
  }
  const svg = new DOMParser().parseFromString(pictures[block][id] || "", "image/svg+xml").documentElement;
  return svg.nodeName === "svg" ? document.importNode(svg, true) : null;
}
const plain = q => [...(q.r || []).flatMap(r => r.c), ...(q.t || [])].map(c => c.t).filter(Boolean).join(" ");
function evidence(it, id) {
  const svg = it.v && picture(it.v - 1, id), q = it.q;
  if (!svg && !q) return null;
  const box = h("div", { class: svg ? "quote picture" : "quote", tabindex: "0", role: "region", "aria-label": say("picture") });
  if (svg) {
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", q ? plain(q) : say("picture"));
    box.append(svg);
  } else {
    if (q.r) box.append(rows(q.r));
    if (q.t) box.append(h("p", { class: "sentence" }, q.t.map(p => p.m ? h("mark", {}, p.t) : p.t)));
  }
  if (narrow.matches) requestAnimationFrame(() => toMark(box));
  if (q && q.m) box.append(h("p", { class: "faint" }, say("morePlaces", q.m)));
  return box;
}
// On a narrow screen what is marked is brought into sight.
const narrow = matchMedia("(max-width: 1000px)");
function toMark(box) {
  const mark = box.querySelector("td.bad, rect[stroke]");
  if (mark && box.scrollWidth > box.clientWidth) box.scrollLeft += mark.getBoundingClientRect().left - box.getBoundingClientRect().left - 60;
}
function rows(list) {
  const width = r => r.c.reduce((n, c) => n + (c.n || 1), 0), wide = Math.max(...list.map(width));
  // Columns of which nothing is printed in these rows are left out, where no cell spans any.
  const used = list.some(r => r.c.some(c => c.n) || width(r) < wide) ? null : list[0].c.map((_, i) => list.some(r => !r.h && (r.c[i].t || r.c[i].m)));
  const cell = (r, c) => h(r.h ? "th" : "td", { colspan: c.n > 1 ? c.n : null, scope: r.h ? "col" : null, class: ((/^[-+△]?[\d.,，]+\s*[%％]?$/.test(c.t) ? "n" : "") + (c.m ? " bad" : "")).trim() || null }, c.m && c.t ? h("mark", {}, c.t) : c.t);
  return h("table", {}, h("tbody", {}, list.map(r => h("tr", {}, r.c.map((c, i) => (!used || used[i]) && cell(r, c)).filter(Boolean)))));
}
