package output

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"selfeval"
	"selfeval/extract"
	"selfeval/extract/document"
	"selfeval/internal/app/evidence"
	"selfeval/internal/conformance/golden"
)

func page(t *testing.T, inputs ...selfeval.Input) []byte {
	t.Helper()
	var b bytes.Buffer
	format, _ := Lookup("html")
	w, err := format.New(&b, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var sum Summary
	for _, in := range inputs {
		docs := selfeval.Check(t.Context(), in, selfeval.Options{})
		evidence.Collect(t.Context(), in.Data, docs, document.Limits{})
		for _, d := range docs {
			sum.Add(d)
			if err := w.Document(d); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(sum); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func fixture(t *testing.T) selfeval.Input {
	t.Helper()
	path := filepath.Join(golden.Root(t), "fixtures", "water-bureau", "report.md")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return selfeval.Input{Name: "fixtures/water-bureau/report.md", Data: data}
}

// batch is a few papers of two departments over three years, one of them broken.
func batch(t *testing.T) []selfeval.Input {
	t.Helper()
	in := []selfeval.Input{fixture(t), {Name: "坏/空.md", Data: []byte(" ")}}
	for _, dept := range []string{"云岭县林业局", "云岭县教育体育和科学技术管理局"} {
		for year := 2021; year <= 2023; year++ {
			over := map[bool]string{true: "52.5", false: "49.5"}[year != 2022]
			text := fmt.Sprintf("# %s%d年度部门整体支出绩效自评报告\n\n单位：万元\n\n| 序号 | 项目名称 | 项目实施单位 | 预算数 | 执行数 | 自评得分 |\n|---|---|---|---|---|---|\n| 1 | 造林补助 | 造林站 | 120.25 | %d.5 | 96 |\n| 2 | 防火道维护 | 防火办 | 50.75 | %s | 99.5 |\n", dept, year, 60+year-2020, over)
			in = append(in, selfeval.Input{Name: fmt.Sprintf("%s/%d.md", dept, year), Data: []byte(text)})
		}
	}
	return in
}

// tab is a page in a browser.
type tab struct {
	t      *testing.T
	ctx    context.Context
	mu     sync.Mutex
	errors []string
}

// open opens a page in Chromium; without one the test skips.
func open(t *testing.T, html []byte, width, height int64) *tab {
	t.Helper()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("chromium is not here; CI installs it")
	}
	path := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(path, html, 0o644); err != nil {
		t.Fatal(err)
	}
	options := slices.Concat(chromedp.DefaultExecAllocatorOptions[:], []chromedp.ExecAllocatorOption{chromedp.ExecPath(chromium), chromedp.NoSandbox,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.WSURLReadTimeout(2 * time.Minute)})
	alloc, stop := chromedp.NewExecAllocator(t.Context(), options...)
	ctx, end := chromedp.NewContext(alloc)
	ctx, late := context.WithTimeout(ctx, 4*time.Minute)
	b := &tab{t: t, ctx: ctx}
	t.Cleanup(func() { late(); end(); stop() })
	chromedp.ListenTarget(ctx, func(e any) {
		b.mu.Lock()
		defer b.mu.Unlock()
		switch e := e.(type) {
		case *runtime.EventExceptionThrown:
			b.errors = append(b.errors, e.ExceptionDetails.Error())
		case *log.EventEntryAdded: // what the page's own policy refuses is told here
			b.errors = append(b.errors, e.Entry.Text)
		}
	})
	b.do(log.Enable(), emulation.SetDeviceMetricsOverride(width, height, 1, false), chromedp.Navigate("file://"+path), chromedp.WaitReady("html[data-ready]", chromedp.ByQuery))
	t.Cleanup(func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		if len(b.errors) > 0 {
			t.Errorf("the browser complains: %s", strings.Join(b.errors, "; "))
		}
	})
	return b
}

func (b *tab) do(actions ...chromedp.Action) {
	b.t.Helper()
	if err := chromedp.Run(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// eval gives the value of a script's expression.
func eval[T any](b *tab, script string) (v T) {
	b.t.Helper()
	b.do(chromedp.Evaluate(script, &v, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	return v
}

// press is a key, pressed once.
func (b *tab) press(key string) { b.t.Helper(); b.do(chromedp.KeyEvent(key)) }

// wait waits until an expression is true.
func (b *tab) wait(what, script string) {
	b.t.Helper()
	if err := chromedp.Run(b.ctx, chromedp.Poll(script, nil, chromedp.WithPollingTimeout(time.Minute))); err != nil {
		b.t.Fatalf("%s: %v", what, err)
	}
}

// picture takes the whole page. SELFEVAL_PICTURES names a folder to keep it in, for
// people to look at.
func (b *tab) picture(name string) {
	b.t.Helper()
	var got []byte
	b.do(chromedp.FullScreenshot(&got, 100))
	keep(b.t, name+".png", got)
	img, err := png.Decode(bytes.NewReader(got))
	if err != nil {
		b.t.Fatal(err)
	}
	colors := map[string]bool{}
	for y := 0; y < img.Bounds().Dy(); y += 7 {
		for x := 0; x < img.Bounds().Dx(); x += 7 {
			colors[fmt.Sprint(img.At(x, y))] = true
		}
	}
	if len(colors) < 20 {
		b.t.Errorf("%s has %d colours: nothing was painted", name, len(colors))
	}
}

func keep(t *testing.T, name string, data []byte) {
	t.Helper()
	if dir := os.Getenv("SELFEVAL_PICTURES"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// measure looks at the page as it is laid out: boxes that are empty or cut off, a page
// wider than the window, labels of a chart on top of each other, text that hardly differs
// from its ground.
const measure = `(() => { document.querySelectorAll("section.doc").forEach(s => { s.style.contentVisibility = "visible"; }); const bad = [], seen = e => e.checkVisibility && e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth; if (wide > 1) bad.push("wider than the window by " + wide);
for (const e of document.querySelectorAll(".tiles a,figure,section.doc,.finding,.panel,.bar,button,select,.quote")) { if (!seen(e)) continue; const r = e.getBoundingClientRect();
  if (r.width < 20 || r.height < 10) bad.push("empty " + e.className); if (!e.matches(".quote,select") && e.scrollWidth > e.clientWidth + 2) bad.push("cut " + e.className + ": " + e.textContent.slice(0, 40)); }
for (const s of document.querySelectorAll("figure svg, .picture svg")) { if (!seen(s)) continue; const f = s.getBoundingClientRect(), ts = [...s.querySelectorAll("text")].map(t => [t.textContent, t.getBoundingClientRect()]);
  if (!s.querySelector("rect,circle,path")) bad.push("nothing drawn"); if (s.closest(".picture")) continue;
  ts.forEach(([a, x], i) => { if (x.left < f.left - 2 || x.right > f.right + 2 || x.bottom > f.bottom + 2) bad.push("outside " + a); ts.slice(i + 1).forEach(([b, y]) => { if (x.left < y.right - 1 && y.left < x.right - 1 && x.top < y.bottom - 3 && y.top < x.bottom - 3) bad.push("overlap " + a + " / " + b); }); }); }
const boxes = [...document.querySelectorAll("h1,h2,h3,.tag,.finding .acts,.message,.facts,.bar > *")].filter(seen).map(e => [e, e.getBoundingClientRect()]);
boxes.forEach(([a, x], i) => boxes.slice(i + 1, i + 12).forEach(([b, y]) => { if (!a.contains(b) && !b.contains(a) && x.left < y.right - 2 && y.left < x.right - 2 && x.top < y.bottom - 2 && y.top < x.bottom - 2) bad.push("overlap " + a.textContent.slice(0, 20) + " / " + b.textContent.slice(0, 20)); }));
const rgb = c => (c.match(/[\d.]+/g) || []).map(Number), light = c => { const [r, g, b] = c.map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] > .5) return c.slice(0, 3); } return [255, 255, 255]; };
for (const e of document.querySelectorAll("body *:not(svg *):not(script):not(style):not(noscript)")) { if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !seen(e)) continue;
  const a = light(rgb(getComputedStyle(e).color).slice(0, 3)), b = light(ground(e)), ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05); if (ratio < 4.5) bad.push("contrast " + ratio.toFixed(1) + ": " + e.textContent.trim().slice(0, 20)); }
return [...new Set(bad)]; })()`

// TestPageIsLaidOut looks at the page on a desk and on a phone, whole, filtered and
// empty.
func TestPageIsLaidOut(t *testing.T) {
	html := page(t, batch(t)...)
	for _, size := range [][2]int64{{1440, 900}, {390, 844}} {
		b := open(t, html, size[0], size[1])
		for _, view := range []struct{ name, hash string }{{"all", "#"}, {"department", "#dept=云岭县林业局"}, {"search", "#q=水资源监测"}, {"unread", "#kind=all&status=failed"}, {"nothing", "#q=没有这样的字"}} {
			b.do(chromedp.Evaluate("location.hash = "+fmt.Sprintf("%q", view.hash), nil), chromedp.Sleep(50*time.Millisecond))
			if bad := eval[[]string](b, measure); len(bad) > 0 {
				t.Errorf("%d wide, %s: %s", size[0], view.name, strings.Join(bad, "\n\t"))
			}
			b.picture(fmt.Sprintf("%d-%s", size[0], view.name))
		}
		if size[0] > 1000 {
			b.do(chromedp.Evaluate("location.hash = '#'; scrollTo(0, 0)", nil))
			// What is first seen answers how many, what is serious, and who.
			if low := eval[float64](b, `Math.max(...["#only-errors", "#matrix tbody a", "#serious a"].map(s => document.querySelector(s).getBoundingClientRect().bottom))`); low > float64(size[1]) {
				t.Errorf("the answers end at %v of a screen of %d", low, size[1])
			}
		}
	}
}

const visible = `[...document.querySelectorAll("#list .finding")].filter(e => e.checkVisibility())`

// TestTasksByKeyboard does what a supervisor does, each in one step.
func TestTasksByKeyboard(t *testing.T) {
	b := open(t, page(t, batch(t)...), 1440, 900)
	all := eval[int](b, visible+".length")

	// Only what is serious.
	b.press("e")
	b.wait("only errors", visible+`.every(e => e.classList.contains("error")) && location.hash.includes("sev=error")`)
	if n := eval[int](b, visible+".length"); n == 0 || n >= all {
		t.Errorf("%d of %d findings are errors", n, all)
	}
	b.press("e")
	b.wait("all again", visible+fmt.Sprintf(".length === %d", all))

	// A department in a year: the table is one stop of the keyboard, with arrows inside.
	b.do(chromedp.Evaluate(`document.querySelector('#matrix a[tabindex="0"]').focus()`, nil))
	was := eval[string](b, "document.activeElement.textContent")
	b.press(kb.ArrowDown)
	if now := eval[string](b, "document.activeElement.textContent"); now == was {
		t.Errorf("an arrow leaves the focus on %q", now)
	}
	b.do(chromedp.Evaluate(`[...document.querySelectorAll("#matrix td a")].find(a => a.getAttribute("aria-label").startsWith("云岭县林业局 2023")).focus()`, nil))
	b.press("\r")
	b.wait("one department in one year", visible+`.length > 0 && [...document.querySelectorAll("#list section.doc h3")].every(h => h.textContent.includes("云岭县林业局") && h.textContent.includes("2023"))`)

	// Against the year before: the department's years stand beside.
	years := eval[[]string](b, `[...document.querySelectorAll("#department tbody")][0].innerText.split("\n")`)
	if len(years) != 3 || !strings.Contains(years[0], "2023") || !strings.Contains(years[0], "个百分点") {
		t.Errorf("the years of the department: %q", years)
	}
	if fates := eval[string](b, `document.querySelector("#department details").innerText`); !strings.Contains(fates, "新出现") {
		t.Errorf("what became of the findings: %s", fates)
	}

	// One finding, to send.
	b.do(chromedp.Evaluate(`navigator.clipboard.writeText = async s => { window.copied = s }`, nil))
	b.press("j")
	b.press("c")
	b.wait("a copied link", `window.copied && window.copied.includes("#at=")`)
	link := eval[string](b, "window.copied")
	b.do(chromedp.Evaluate("location.hash = '#'", nil), chromedp.Evaluate("location.href = "+fmt.Sprintf("%q", link), nil))
	b.wait("the finding of the link", `document.activeElement.matches(".finding.at") && location.href.endsWith(document.activeElement.dataset.at)`)

	// All keys leave a way back.
	b.press("\u001b")
	b.wait("no filters", visible+fmt.Sprintf(".length === %d", all))
}

// TestPicturesStandUnderFindings: the next finding shows its place at once, drawn with
// the cells marked, in sight on a phone too.
func TestPicturesStandUnderFindings(t *testing.T) {
	name := filepath.Join("fixtures", "water-bureau", "report.pdf")
	data, err := os.ReadFile(filepath.Join(golden.Root(t), name))
	if err != nil {
		t.Fatal(err)
	}
	html := page(t, selfeval.Input{Name: name, Data: data}, fixture(t))
	for _, size := range [][2]int64{{1440, 900}, {390, 844}} {
		b := open(t, html, size[0], size[1])
		b.do(chromedp.Evaluate("location.hash = '#q=report.pdf'", nil))
		b.wait("the paper alone", `document.querySelectorAll("#list section.doc").length === 1`)
		b.press("j")
		b.wait("a picture", `(() => { const s = document.activeElement.querySelector(".picture svg"); return s && s.querySelector("rect[stroke]") && s.textContent.includes("91.2"); })()`)
		b.wait("the marked cell in sight", `(() => { const m = document.activeElement.querySelector(".picture rect[stroke]").getBoundingClientRect(); return m.width > 5 && m.left >= 0 && m.right <= innerWidth; })()`)
		if bad := eval[[]string](b, measure); len(bad) > 0 {
			t.Errorf("%d wide: %s", size[0], strings.Join(bad, "\n\t"))
		}
		b.picture(fmt.Sprintf("%d-pictures", size[0]))
	}
}

// TestPrintHoldsWhatIsFiltered prints one department and looks at the paper with our own
// reader: its findings, nobody else's, heads and page numbers.
func TestPrintHoldsWhatIsFiltered(t *testing.T) {
	b := open(t, page(t, batch(t)...), 1440, 900)
	b.do(chromedp.Evaluate("location.hash = '#dept=云岭县林业局'", nil))
	b.wait("filtered", `document.querySelectorAll("#list section.doc").length === 3`)
	var pdf []byte
	b.do(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		pdf, _, err = cdppage.PrintToPDF().WithPreferCSSPageSize(true).WithPrintBackground(true).Do(ctx)
		return err
	}))
	keep(t, "print.pdf", pdf)
	x, err := extract.Extract(t.Context(), extract.Input{Name: "print.pdf", Data: pdf}, extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	all, _ := json.Marshal(x.Document)
	text := strings.NewReplacer(" ", "", "\u3000", "").Replace(string(all))
	for _, want := range []string{"防火道维护", "执行数超过预算数", "筛选条件", "云岭县林业局", "2023年度"} {
		if !strings.Contains(text, want) {
			t.Errorf("the print lacks %q", want)
		}
	}
	if strings.Contains(text, "教育体育") || strings.Contains(text, "水资源监测") || strings.Contains(text, "复制链接") {
		t.Error("the print holds what was filtered away, or buttons")
	}
}

// TestPageOfMany opens a page of 600 documents, or the one that SELFEVAL_PAGE names. How
// long that takes, and filtering, is told with -v.
func TestPageOfMany(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	var html []byte
	if path := os.Getenv("SELFEVAL_PAGE"); path != "" {
		var err error
		if html, err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	} else {
		var in []selfeval.Input
		for i := range 600 {
			text := fmt.Sprintf("# 第%d县林业局%d年度部门整体支出绩效自评报告\n\n单位：万元\n\n| 序号 | 项目名称 | 预算数 | 执行数 | 自评得分 |\n|---|---|---|---|---|\n| 1 | 水库维修 | 120.25 | %d.5 | 99.9 |\n| 2 | 造林 | 50 | 12 | 99 |\n", i/3, 2021+i%3, 110+i%20)
			in = append(in, selfeval.Input{Name: fmt.Sprintf("%d.md", i), Data: []byte(text)})
		}
		html = page(t, in...)
	}
	start := time.Now()
	b := open(t, html, 1440, 900)
	t.Logf("%s, %.1f MB: browser and page in %v, the page itself in %.0f ms", eval[string](b, `document.querySelector(".lead").textContent`), float64(len(html))/1e6, time.Since(start),
		eval[float64](b, `performance.getEntriesByType("navigation")[0].loadEventEnd`))
	if n := eval[int](b, `document.querySelectorAll("#list section.doc").length`); n == 0 || n > 100 {
		t.Errorf("%d documents are drawn at once", n)
	}
	for _, hash := range []string{"#sev=error", "#year=2022", "#rule=execution-exceeds-budget", "#sort=dept", "#q=水库", "#q=水库 12"} {
		ms := eval[float64](b, fmt.Sprintf(`new Promise(done => { const t = performance.now(); addEventListener("hashchange", () => done(performance.now() - t), { once: true }); location.hash = %q; })`, hash))
		drawn := eval[float64](b, `(() => { const t = performance.now(); document.body.getBoundingClientRect(); return performance.now() - t; })()`)
		t.Logf("%-36s %.0f ms, laid out in %.0f ms more", hash, ms, drawn)
	}
	if got := eval[string](b, `document.getElementById("shown").textContent`); strings.HasPrefix(got, "0") {
		t.Errorf("nothing is found: %s", got)
	}
}
