package inspect

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"os"
	"strings"
	"testing"

	"selfeval/extract"
	"selfeval/extract/document"
	"selfeval/extract/interpret"
	"selfeval/extract/pdf"
	"selfeval/report"
)

func TestDrawing(t *testing.T) {
	data, err := os.ReadFile("../../../fixtures/water-bureau/report.pdf")
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	v, err := pdf.Look(ctx, data, 2, document.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	roles := RolesOf([]*report.Report{read(t, data)})
	var svg bytes.Buffer
	if err := SVG(&svg, v, roles, Findings{}); err != nil {
		t.Fatal(err)
	}
	elements := map[string]int{}
	for d := xml.NewDecoder(bytes.NewReader(svg.Bytes())); ; {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := tok.(xml.StartElement); ok {
			elements[e.Name.Local]++
		}
	}
	if elements["text"] < len(v.Page.Glyphs) || elements["rect"] < len(v.Page.Glyphs)+len(v.Page.Rules) {
		t.Errorf("%d glyphs, %d rules, drawn: %v", len(v.Page.Glyphs), len(v.Page.Rules), elements)
	}
	// The second page's table has a merged cell in row 2, column 3.
	for _, want := range []string{">2,3", ">T2 ", ">供<", ">P", ">budget<", ">name<", ">[executed]<"} {
		if !strings.Contains(svg.String(), want) {
			t.Errorf("the drawing lacks %q", want)
		}
	}

	img, err := pdf.Render(ctx, data, 2, 72, document.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := PNG(&out, img, v, roles, Findings{}); err != nil {
		t.Fatal(err)
	}
	got, err := png.Decode(&out)
	if err != nil || got.Bounds() != img.Bounds() {
		t.Fatalf("%v, %v instead of %v", err, got.Bounds(), img.Bounds())
	}
	// Inside a cell, away from its text, the page is tinted blue.
	for _, b := range v.Blocks {
		if b.Table == nil {
			continue
		}
		box := b.Table.Cell(1, 7).At.BBox
		r, _, bl, _ := got.At(int(box[2])-4, int(v.Page.Height-box[1])-4).RGBA()
		if r >= bl {
			t.Errorf("the empty cell %v is not tinted: red %x, blue %x", *box, r, bl)
		}
	}
	if _, err := pdf.Look(ctx, data, 99, document.Limits{}); err == nil {
		t.Error("looked at a page that is not there")
	}
}

// read extracts the one report of a file.
func read(t *testing.T, data []byte) *report.Report {
	t.Helper()
	x, err := extract.Extract(t.Context(), extract.Input{Name: "report.pdf", Data: data}, extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return x.Reports[0]
}

// TestExplained shows why the columns of a summary table were taken for what they were.
func TestExplained(t *testing.T) {
	src := "# 某局2022年度绩效自评结果汇总表\n\n单位：万元\n\n| 序号 | 项目名称 | 年初预算数 | 调整后预算数 | 执行数 | 结余 | 得分 |\n|---|---|---|---|---|---|---|\n| 1 | 清淤 | 12 | 10 | 9 | 1 | 95 |\n| 2 | 维修 | 5 | 6 | 6 | 0 | 96 |\n"
	x, err := extract.Extract(t.Context(), extract.Input{Name: "a.md", Data: []byte(src)}, extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []report.Lang{report.ZH, report.EN} {
		n := NeutralOf(x.Document, RolesOf(x.Reports), lang)
		n.Explain(interpret.Columns(t.Context(), x.Document, nil), lang)
		var b bytes.Buffer
		if err := HTML(&b, "a.md", n, lang); err != nil {
			t.Fatal(err)
		}
		var choices []NeutralChoice
		for _, block := range n.Blocks {
			if block.Table != nil {
				choices = block.Table.Choices
				if got := block.Table.ColumnFields[5]; got != "others" {
					t.Errorf("the balance is shown as %q", got)
				}
			}
		}
		if len(choices) != 7 {
			t.Fatalf("%d columns are explained", len(choices))
		}
		if c := choices[3]; c.Field != "budget" || c.Confidence < 30 || len(c.Hypotheses) == 0 || len(c.Hypotheses[0].Evidence) < 3 {
			t.Errorf("the budget: %+v", c)
		}
		against := false
		for _, e := range choices[2].Hypotheses[0].Evidence {
			against = against || e.Weight < 0 && strings.Contains(b.String(), e.What)
		}
		if choices[2].Field != "" || !against {
			t.Errorf("the initial budget: %+v", choices[2])
		}
	}
}
