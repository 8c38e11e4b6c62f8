package letter

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"selfeval"
	"selfeval/extract/document"
	"selfeval/internal/app/evidence"
	"selfeval/internal/app/output"
)

const paperText = `# %部%2023年度部门绩效自评结果公开汇总表

单位：万元

| 序号 | 项目名称 | 项目实施单位 | 预算数（调整后） | 执行数 | 结余交回财政数 | 自评得分 | 自评结果应用意见 |
|---|---|---|---|---|---|---|---|
| 1 | 造林<补助> & 管护 | 造林站 | 120.00 | 118.00 | 2.00 | 98.5 | 继续安排 |
| 2 | 防火道维护 | 防火办 | 50.00 | 52.00 | 0.00 | 99 | 继续安排 |
`

func letters(t *testing.T, opt Options, departments ...string) []*Letter {
	t.Helper()
	g := NewGather(opt)
	for _, d := range departments {
		// One paper, published in two forms.
		for _, ending := range []string{".md", ".txt"} {
			for _, doc := range selfeval.Check(t.Context(), selfeval.Input{Name: d + ending, Data: []byte(strings.ReplaceAll(paperText, "%部%", d))}, selfeval.Options{NoConfirm: true}) {
				g.Add(doc)
			}
		}
	}
	return g.Letters()
}

func TestALetterNamesEachProblemOnce(t *testing.T) {
	opt := Options{From: "某县财政局", Deadline: "2026-12-31", Date: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)}
	got := letters(t, opt, "东山县林业局", "东山县水务局")
	if len(got) != 2 || len(got[0].Must) != 1 {
		t.Fatalf("%d letters, %+v", len(got), got[0])
	}
	var text []string
	for _, p := range got[0].paragraphs(&opt) {
		text = append(text, p.Text)
	}
	all := strings.Join(text, "\n")
	for _, want := range []string{"关于东山县林业局绩效自评报告的复核意见", "东山县林业局：", "发现的1个问题", "一、数字或结论不能同时成立的", "执行数 52.00 万元，超过预算数 50.00 万元", "位置：", "依据：", "请予说明，并核对预算调整文件", "2026年12月31日前", "某县财政局", "2026年11月25日"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
	for _, bad := range []string{"execution", "。。", "<", "  "} {
		if strings.Contains(all, bad) {
			t.Errorf("%q in\n%s", bad, all)
		}
	}
}

// TestThePageShowsThePlaces holds that the page quotes what problems are about, escaped,
// draws what a PDF prints as an image, and that other letters are as before.
func TestThePageShowsThePlaces(t *testing.T) {
	write := func(name string, data []byte, shown bool) string {
		g := NewGather(Options{})
		docs := selfeval.Check(t.Context(), selfeval.Input{Name: name, Data: data}, selfeval.Options{NoConfirm: true})
		if shown {
			evidence.Collect(t.Context(), data, docs, document.Limits{})
		}
		for _, d := range docs {
			g.Add(d)
		}
		var b bytes.Buffer
		if err := g.Letters()[0].HTML(&b, &Options{}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	text := []byte(strings.ReplaceAll(paperText, "%部%", "东山县林业局"))
	page := write("a.md", text, true)
	for _, want := range []string{"原文所印：", `<td class="head">项目名称</td>`, `<td class=" marked">52.00</td>`, `<td class=" marked">50.00</td>`, `<td class="">防火道维护</td>`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in\n%s", want, page)
		}
	}
	if page := write("a.md", text, false); strings.Contains(page, "原文所印") {
		t.Error("a place is shown that was not looked for")
	}
	data, err := os.ReadFile("../../../fixtures/water-bureau/report.pdf")
	if err != nil {
		t.Fatal(err)
	}
	page = write("report.pdf", data, true)
	if strings.Count(page, `<img src="data:image/svg&#43;xml;base64,PHN2Zy`)+strings.Count(page, `<img src="data:image/svg+xml;base64,PHN2Zy`) < 2 || strings.Contains(page, "<svg") || strings.Contains(page, "ZgotmplZ") {
		t.Errorf("the drawings are no images in\n%.3000s", page)
	}
}

func TestDrawingsHaveALimit(t *testing.T) {
	g := NewGather(Options{})
	g.drawn = maxDrawn - 10
	e := &selfeval.Evidence{SVG: "<svg>12345</svg>", Rows: []selfeval.EvidenceRow{{}}}
	if got := g.shown(e); got.SVG != "" || len(got.Rows) != 1 || e.SVG == "" {
		t.Errorf("past the limit: %+v", got)
	}
	g.drawn = 0
	if got := g.shown(e); got.SVG == "" || len(got.Rows) != 0 || g.drawn != len(e.SVG) {
		t.Errorf("within it: %+v", got)
	}
	if NewGather(Options{Template: &Template{}}).shown(e) != nil {
		t.Error("a letter by a template has no page to show places on")
	}
}

func TestDocxIsWholeAndTheSameEachTime(t *testing.T) {
	l := letters(t, Options{}, "东山县林业局")[0]
	var a, b bytes.Buffer
	if err := errors.Join(l.Docx(&a, &Options{}), l.Docx(&b, &Options{})); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two writings differ")
	}
	z, err := zip.NewReader(bytes.NewReader(a.Bytes()), int64(a.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(r)
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
}

// LibreOffice opens it and prints it, its text as it was written.
func TestLibreOfficePrintsTheLetter(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no LibreOffice on this machine")
	}
	dir := t.TempDir()
	w, err := Format(dir, Options{Deadline: "2026-12-31"}).New(nil, output.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range selfeval.Check(t.Context(), selfeval.Input{Name: "a.md", Data: []byte(strings.ReplaceAll(paperText, "%部%", "东山县林业局"))}, selfeval.Options{NoConfirm: true}) {
		if err := w.Document(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(output.Summary{}); err != nil {
		t.Fatal(err)
	}
	profile := "file://" + t.TempDir()
	cmd := exec.Command(office, "-env:UserInstallation="+profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir, filepath.Join(dir, "东山县林业局.docx"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(dir, "东山县林业局.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"关于东山县林业局绩效自评报告的复核意见", "超过预算数 50.00 万元", "附件　复核问题清单", "情况说明"} {
		if !bytes.Contains(text, []byte(want)) {
			t.Errorf("LibreOffice does not read %q:\n%s", want, text)
		}
	}
}

func TestALetterThatWasEditedStays(t *testing.T) {
	dir := t.TempDir()
	write := func() error {
		w, err := Format(dir, Options{}).New(nil, output.Options{})
		if err != nil {
			return err
		}
		for _, d := range selfeval.Check(t.Context(), selfeval.Input{Name: "a.md", Data: []byte(strings.ReplaceAll(paperText, "%部%", "东山县林业局"))}, selfeval.Options{NoConfirm: true}) {
			if err := w.Document(d); err != nil {
				return err
			}
		}
		return w.Close(output.Summary{})
	}
	if err := errors.Join(write(), write()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "东山县林业局.docx")
	if err := os.WriteFile(path, []byte("edited"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := write(); err == nil {
		t.Error("an edited letter was written over")
	}
	if b, _ := os.ReadFile(path); string(b) != "edited" {
		t.Errorf("it now holds %d bytes", len(b))
	}
}
