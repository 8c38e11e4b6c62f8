package extract_test

import (
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"selfeval/extract"
	"selfeval/extract/document"
	"selfeval/report"
)

// kangxi spells a text with radicals wherever one looks like its character, as
// browsers' prints and their converters do.
func kangxi(s string) string {
	var pairs []string
	for r := rune(0x2f00); r <= 0x2fd5; r++ {
		pairs = append(pairs, norm.NFKC.String(string(r)), string(r))
	}
	pairs = append(pairs, "门", "⻔", "见", "⻅", "长", "⻓", "车", "⻋", "页", "⻚", "青", "⻘", "民", "⺠")
	return strings.NewReplacer(pairs...).Replace(s)
}

// A report that is spelled with radicals is the same report.
func TestRadicalsAreTheirCharacters(t *testing.T) {
	seen := 0
	for _, dir := range []string{"../fixtures/water-bureau", "../fixtures/forms", "../fixtures/reports"} {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(path, ".md") && !strings.HasSuffix(path, ".html") {
				return err
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if !utf8.Valid(data) {
				return nil // radicals are in no other encoding
			}
			seen++
			plain, spelled := records(t, path, data), records(t, path, []byte(kangxi(string(data))))
			if d := cmp.Diff(plain, spelled); d != "" {
				t.Errorf("%s spelled with radicals (-plain +radicals):\n%s", path, d)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if seen < 5 {
		t.Errorf("%d reports only", seen)
	}
}

func records(t *testing.T, name string, data []byte) string {
	t.Helper()
	x, err := extract.Extract(context.Background(), extract.Input{Name: filepath.Base(name), Data: data}, extract.Options{Limits: document.Limits{}})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	out, err := json.MarshalIndent(struct {
		Reports []*report.Report
		Notes   []report.Note
	}{x.Reports, x.Notes}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// A character that folding takes out moves no end of a line: rows that are stacked in
// cells are parted where the page parts them.
func TestFoldedTextKeepsStackedRows(t *testing.T) {
	const paper = "# 青岚县水利局2023年度项目支出绩效自评结果汇总表\n\n单位：万元\n\n" +
		"| 序号 | 项目名称 | 预算数 | 执行数 |\n|---|---|---|---|\n| 1 | 堤防加固项目 | 50.00 | 50.00 |\n" +
		"| 2<br>3 | 河%道清淤工程<br>农村饮水补助 | 120.00<br>80.00 | 100.00<br>80.00 |\n"
	for _, hidden := range []string{"", "&#xFE00;", "&#xE0100;", "&#xFE0F;"} {
		x, err := extract.Extract(context.Background(), extract.Input{Name: "a.md", Data: []byte(strings.Replace(paper, "%", hidden, 1))}, extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, p := range x.Reports[0].Projects {
			names = append(names, p.Name)
		}
		if diff := cmp.Diff([]string{"堤防加固项目", "河道清淤工程", "农村饮水补助"}, names); diff != "" {
			t.Errorf("with %q:\n%s", hidden, diff)
		}
	}
}
