package output

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"selfeval"
	"selfeval/internal/conformance/golden"
	"selfeval/report"
)

// page writes the HTML report of inputs.
func page(t *testing.T, inputs ...selfeval.Input) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := newHTML(&b, Options{Lang: report.ZH, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	var sum Summary
	for _, in := range inputs {
		for _, d := range selfeval.Check(t.Context(), in, selfeval.Options{}) {
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

// Text of a report must stay text on the page, and the page must ask nothing of
// the network.
func TestPageIsHarmlessAndSelfContained(t *testing.T) {
	evil := "<script>alert(1)</script>"
	src := "# 甲局2023年度部门整体支出绩效自评报告\n\n单位：万元\n\n| 序号 | 项目名称 | 预算数 | 执行数 |\n|---|---|---|---|\n| 1 | 渠道`<img src=x onerror=alert(1)>` | 100 | 120 |\n| 2 | 水库 | 10 | 5 |\n"
	out := string(page(t, selfeval.Input{Name: evil + ".md", Data: []byte(src)}))
	if strings.Contains(out, evil) || strings.Contains(out, "<img") {
		t.Error("text of the report became markup")
	}
	if m := regexp.MustCompile(`(?i)<[^>]*\b(?:src|href)\s*=|url\(|@import|https?://[^w]`).FindString(out); m != "" {
		t.Errorf("the page refers to something outside itself: %q", m)
	}
}

// measure runs in the page: boxes that are empty or cut off, labels of a chart
// that overlap.
const measure = `<script>addEventListener("load",()=>{const bad=[];
for(const e of document.querySelectorAll(".tile,figure,section.doc,.finding"))if(!e.hidden){const r=e.getBoundingClientRect();if(r.width<20||r.height<10)bad.push("empty "+e.className);if(e.scrollWidth>e.clientWidth+2)bad.push("cut "+e.className+": "+e.textContent.slice(0,40));}
for(const s of document.querySelectorAll("svg")){const frame=s.getBoundingClientRect(),ts=[...s.querySelectorAll("text")].map(t=>[t.textContent,t.getBoundingClientRect()]);
if(!s.querySelector("rect,circle,path"))bad.push("nothing drawn");
ts.forEach(([a,x],i)=>{if(x.left<frame.left-2||x.right>frame.right+2||x.bottom>frame.bottom+2)bad.push("outside "+a);ts.slice(i+1).forEach(([b,y])=>{if(x.left<y.right-1&&y.left<x.right-1&&x.top<y.bottom-3&&y.top<x.bottom-3)bad.push("overlap "+a+" / "+b)})})}
const q=document.getElementById("q");q.value="水资源监测";q.dispatchEvent(new Event("input"));
const left=[...document.querySelectorAll(".finding")].filter(f=>!f.hidden).length;
const p=document.createElement("pre");p.id="measured";p.textContent=JSON.stringify({bad,left,all:document.querySelectorAll(".finding").length});document.body.append(p)})</script>`

// The page as a browser lays it out: no empty or cut boxes, no labels on top of
// each other, and a filter that filters.
func TestPageInBrowser(t *testing.T) {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("chromium is not here; CI installs it")
	}
	dir := t.TempDir()
	out := page(t, fixture(t), selfeval.Input{Name: "空.md", Data: []byte(" ")})
	plain, probed := filepath.Join(dir, "page.html"), filepath.Join(dir, "probe.html")
	picture := filepath.Join(dir, "page.png")
	if err := os.WriteFile(plain, out, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(probed, bytes.Replace(out, []byte("</body>"), []byte(measure+"</body>"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) []byte {
		t.Helper()
		args = append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
			"--disable-component-update", "--disable-sync", "--user-data-dir=" + filepath.Join(dir, "profile"), "--window-size=1150,2400"}, args...)
		b, err := exec.CommandContext(t.Context(), chromium, args...).Output()
		if err != nil {
			t.Fatalf("chromium: %v", err)
		}
		return b
	}
	dom := run("--dump-dom", "file://"+probed)
	m := regexp.MustCompile(`<pre id="measured">(.*?)</pre>`).FindSubmatch(dom)
	if m == nil {
		t.Fatal("the page did not measure itself")
	}
	var got struct {
		Bad       []string
		Left, All int
	}
	if err := json.Unmarshal([]byte(html.UnescapeString(string(m[1]))), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Bad) > 0 {
		t.Errorf("laid out badly: %s", strings.Join(got.Bad, "; "))
	}
	if got.Left == 0 || got.Left >= got.All {
		t.Errorf("the filter leaves %d of %d findings", got.Left, got.All)
	}
	run("--screenshot="+picture, "file://"+plain)
	f, err := os.Open(picture)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	colors := map[string]bool{}
	for y := 0; y < img.Bounds().Dy(); y += 7 {
		for x := 0; x < img.Bounds().Dx(); x += 7 {
			colors[fmt.Sprint(img.At(x, y))] = true
		}
	}
	if len(colors) < 20 {
		t.Errorf("the picture has %d colours: nothing was painted", len(colors))
	}
}
