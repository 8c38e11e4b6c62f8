(() => {
  const q = document.getElementById("q"), sev = document.getElementById("sev"), rule = document.getElementById("rule");
  const shown = document.getElementById("shown"), all = [...document.querySelectorAll(".finding")];
  const filter = () => {
    const words = q.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let n = 0;
    for (const f of all) {
      const text = f.closest("section").dataset.name.toLowerCase() + " " + f.textContent.toLowerCase();
      const ok = (!sev.value || f.dataset.severity === sev.value) && (!rule.value || f.dataset.rule === rule.value) && words.every(w => text.includes(w));
      f.hidden = !ok;
      if (ok) n++;
    }
    for (const s of document.querySelectorAll("section.doc")) {
      const fs = s.querySelectorAll(".finding");
      s.hidden = fs.length > 0 ? [...fs].every(f => f.hidden) : Boolean(sev.value || rule.value || words.length);
    }
    shown.textContent = n + " / " + all.length;
  };
  for (const e of [q, sev, rule]) e.addEventListener("input", filter);
  for (const th of document.querySelectorAll("th[data-sort]")) th.addEventListener("click", () => {
    const body = th.closest("table").tBodies[0], i = th.cellIndex, down = th.dataset.down !== "1";
    th.dataset.down = down ? "1" : "0";
    const key = r => { const t = r.cells[i].textContent.trim(), v = parseFloat(t.replace(/,/g, "")); return isNaN(v) ? t : v; };
    [...body.rows].sort((a, b) => { const x = key(a), y = key(b); return (x > y ? 1 : x < y ? -1 : 0) * (down ? -1 : 1); }).forEach(r => body.append(r));
  });
  filter();
})();
