package letter

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/beevik/etree"
)

// word is a Word document with this body.
func word(body string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{
		"[Content_Types].xml": typesPart,
		"word/document.xml":   `<w:document xmlns:w="w"><w:body>` + body + `</w:body></w:document>`,
		"word/header1.xml":    `<w:hdr xmlns:w="w"><w:p><w:r><w:t>致《部门》</w:t></w:r></w:p></w:hdr>`,
	} {
		w, _ := z.Create(name)
		_, _ = io.WriteString(w, text)
	}
	_ = z.Close()
	return b.Bytes()
}

func p(runs ...string) string {
	return `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>` + strings.Join(runs, `</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>`) + `</w:t></w:r></w:p>`
}

// text reads the paragraphs of a part of a Word document.
func text(t *testing.T, docx []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if f.Name == name {
			r, _ := f.Open()
			doc := etree.NewDocument()
			if _, err := doc.ReadFrom(r); err != nil {
				t.Fatal(err)
			}
			var lines []string
			for _, x := range paragraphsIn(doc.Root()) {
				lines = append(lines, textOf(x))
			}
			return strings.Join(lines, "\n")
		}
	}
	t.Fatalf("no %s", name)
	return ""
}

var sampleLetter = &Letter{Department: "东山县林业局", Papers: []string{"东山县林业局2023年度《部门》报告"},
	Must: []Item{{Message: "甲大于乙", Place: "第3页", Basis: "《预算法》第十三条", Ask: "原因。"}, {Message: "丙不等于丁"}}}

// TestTemplate: placeholders are found however Word cuts them, problems are repeated where
// they stand, and an empty part goes with its heading.
func TestTemplate(t *testing.T) {
	body := p("青林财函：关于", "《部", "门", "》的《报告》") + p("一、先看") + p("《严重", "问题》") + p("二、再看") + p("《核实问题》") + p("三、要求") +
		p("依《中华人民共和国预算法》，《期限》前报送，共《问题数》条") +
		`<w:tbl><w:tr><w:tc>` + p("序号") + `</w:tc><w:tc>` + p("问题") + `</w:tc></w:tr><w:tr><w:tc>` + p("《序号》") + `</w:tc><w:tc>` + p("《问题》（《位置》）") + `</w:tc></w:tr></w:tbl>`
	tpl, err := ReadTemplate(word(body))
	if err != nil || len(tpl.Warnings) != 0 {
		t.Fatal(err, tpl)
	}
	var out bytes.Buffer
	if err := tpl.Fill(&out, sampleLetter, &Options{Deadline: "2026-12-31"}); err != nil {
		t.Fatal(err)
	}
	want := "青林财函：关于东山县林业局的《东山县林业局2023年度《部门》报告》\n一、先看\n1.甲大于乙。位置：第3页。依据：《预算法》第十三条。原因。\n2.丙不等于丁。\n二、要求\n" +
		"依《中华人民共和国预算法》，2026年12月31日前报送，共2条\n序号\n问题\n1\n甲大于乙。（第3页）\n2\n丙不等于丁。（）"
	if got := text(t, out.Bytes(), "word/document.xml"); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if got := text(t, out.Bytes(), "word/header1.xml"); got != "致东山县林业局" {
		t.Errorf("header: %s", got)
	}
	if !bytes.Contains(out.Bytes(), []byte("word/header1.xml")) {
		t.Error("a part is missing")
	}
}

// TestTemplateFaults: what would lose a problem is refused, and what is misspelt is told.
func TestTemplateFaults(t *testing.T) {
	for body, want := range map[string]string{
		p("《部门》") + p("《严重问题》"):               "放得下全部问题",
		p("《部门》") + p("《严重问题》") + p("《核实问题》"): "",
		p("《部门》") + p("《全部问题》"):               "",
	} {
		_, err := ReadTemplate(word(body))
		if got := fmt.Sprint(err); want == "" && err != nil || want != "" && !strings.Contains(got, want) {
			t.Errorf("%s: %v, want %s", body, err, want)
		}
	}
	if fault := (&Template{}).check(map[string]bool{"document": true, "全部问题": true}); fault == nil || !strings.Contains(fault.ZH, "没有《部门》") {
		t.Errorf("nobody is addressed: %v", fault)
	}
	tpl, err := ReadTemplate(word(p("《部门》《全部问题》") + p("《落款人》《预算法》")))
	if err != nil || len(tpl.Warnings) != 1 || !strings.Contains(tpl.Warnings[0].ZH, "《落款人》不是占位符，是不是《落款》") {
		t.Errorf("%v, %v", err, tpl)
	}
	for _, data := range [][]byte{nil, []byte("x"), word("<w:p>")} {
		if _, err := ReadTemplate(data); err == nil {
			t.Errorf("%d bytes are taken for a template", len(data))
		}
	}
}

// TestOfficeEditsTheTemplate: what LibreOffice makes of the usual form is a template still.
func TestOfficeEditsTheTemplate(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no LibreOffice on this machine")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "模板.docx")
	var b bytes.Buffer
	if err := WriteTemplate(&b); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	edited := filepath.Join(dir, "改")
	cmd := exec.Command(office, "-env:UserInstallation=file://"+t.TempDir(), "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", edited, path)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(edited, "模板.docx"))
	if err != nil {
		t.Fatal(err)
	}
	tpl, err := ReadTemplate(data)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := tpl.Fill(&out, sampleLetter, &Options{}); err != nil {
		t.Fatal(err)
	}
	got := text(t, out.Bytes(), "word/document.xml")
	for _, want := range []string{"关于东山县林业局绩效自评报告的复核意见", "1.甲大于乙。", "二、有关要求", "附件　复核问题清单", "丙不等于丁。"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "核实或补充") || strings.Contains(got, "《严重问题》") || strings.Contains(got, "《问题》") {
		t.Errorf("left over:\n%s", got)
	}
}

// FuzzTemplate: nothing that is given as a template brings the program down.
func FuzzTemplate(f *testing.F) {
	f.Add(word(p("《部门》《全部问题》")))
	f.Add(word(p("《部", "门》") + p("《全部", "问题》")))
	f.Fuzz(func(_ *testing.T, data []byte) {
		if t, err := ReadTemplate(data); err == nil {
			_ = t.Fill(io.Discard, sampleLetter, &Options{})
		}
	})
}
