// What fits the choice. Only a search for text needs the details of documents.
const KINDS = { accepted: 1, withheld: 2, unread: 3 };
function test(s) {
  const sev = s.sev ? SEVERITIES.indexOf(s.sev) : 0, rule = s.rule ? G.rules.findIndex(r => r.id === s.rule) : -2;
  const dept = s.dept ? G.departments.indexOf(s.dept) : -2, year = s.year ? Number(s.year) : 0;
  const status = s.status ? STATUSES.indexOf(s.status) : -2, src = s.src ? G.sources.indexOf(s.src) : -2;
  const kind = s.kind === "all" ? -1 : KINDS[s.kind] || 0, words = (s.q || "").toLowerCase().split(/\s+/).filter(Boolean);
  return {
    words,
    doc: d => (!s.doc || d.key === s.doc) && (dept === -2 || d.dept === dept) && (!year || d.year === year) && (status === -2 || d.status === status) && (src === -2 || d.source === src),
    item: c => (kind < 0 || kindOf(c) === kind) && (!sev || severityOf(c) === sev) && (rule === -2 || ruleOf(c) === rule),
    any: kind === 0 && !sev && rule === -2, // documents without items fit, too
  };
}
function match(t, ignore) {
  const found = [], rest = [];
  for (const d of docs) {
    if (!ignore && !t.doc(d)) continue;
    if (ignore && !ignore(d)) continue;
    let items = [];
    for (let i = 0; i < d.codes.length; i++) if (t.item(d.codes[i])) items.push(i);
    if (t.words.length) {
      const x = texts(d);
      items = items.filter(i => t.words.every(w => x.items[i].includes(w)));
      if (!items.length && !t.words.every(w => x.head.includes(w))) continue;
    }
    if (items.length) found.push({ d, items }); else if (t.any) rest.push(d);
  }
  return { found, rest };
}
function count(m) {
  const n = [0, 0, 0, 0];
  for (const i of m.items) n[severityOf(m.d.codes[i])]++;
  return n;
}
function order(found) {
  if (state.sort === "file") return found;
  const name = m => m.d.dept < 0 ? "\uffff" : G.departments[m.d.dept];
  if (state.sort === "dept") {
    const collate = new Intl.Collator(document.documentElement.lang).compare;
    return found.sort((a, b) => collate(name(a), name(b)) || b.d.year - a.d.year || a.d.n - b.d.n);
  }
  for (const m of found) m.weight = count(m);
  return found.sort((a, b) => b.weight[3] - a.weight[3] || b.weight[2] - a.weight[2] || b.weight[1] - a.weight[1] || b.d.year - a.d.year || a.d.n - b.d.n);
}
