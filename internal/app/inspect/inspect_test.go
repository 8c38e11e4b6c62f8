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
	if err := SVG(&svg, v, roles); err != nil {
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
	if err := PNG(&out, img, v, roles); err != nil {
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
