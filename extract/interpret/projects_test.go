package interpret_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"selfeval/extract"
	"selfeval/internal/conformance/golden"
	"selfeval/normalize"
	"selfeval/report"
)

// TestProjectTables reads the tables of testdata/tables, each of another shape,
// and compares what the record says of their rows after normalising.
func TestProjectTables(t *testing.T) {
	files, err := filepath.Glob("testdata/tables/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no tables to read", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			a := txtar.Parse(src)
			if len(a.Files) != 2 {
				t.Fatal("a table is written as -- input.md -- and -- want --, which -update fills")
			}
			in, want := a.Files[0], string(a.Files[1].Data)
			x, err := extract.Extract(t.Context(), extract.Input{Name: in.Name, Data: in.Data}, extract.Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := summarise(x)
			if golden.Update() && got != want {
				a.Files[1].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				want = got
			}
			if got != want {
				t.Errorf("(-want +got)\n%s", cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
			}
		})
	}
}

// TestColumnsWithoutAField reads the tables of testdata/others, and compares what the
// record keeps of columns that are no field of it, of rows below a project, and of rows
// that were not evaluated; and what is told.
func TestColumnsWithoutAField(t *testing.T) {
	files, err := filepath.Glob("testdata/others/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no tables to read", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			a := txtar.Parse(src)
			x, err := extract.Extract(t.Context(), extract.Input{Name: a.Files[0].Name, Data: a.Files[0].Data}, extract.Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := besides(x)
			if golden.Update() {
				a.Files = append(a.Files[:1], txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(file, txtar.Format(a), 0o600); err != nil {
					t.Fatal(err)
				}
				return
			}
			if want := string(a.Files[1].Data); got != want {
				t.Errorf("(-want +got)\n%s", cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
			}
		})
	}
}

// besides writes what a record keeps of a summary table beside its fields.
func besides(x *extract.Extraction) string {
	r := x.Reports[0]
	normalize.Report(r)
	var b strings.Builder
	others := func(os report.Others) {
		for _, o := range os {
			fmt.Fprintf(&b, " | %s = %s", o.Name, otherText(o))
		}
		fmt.Fprintln(&b)
	}
	for _, p := range r.Projects {
		fmt.Fprintf(&b, "%s | budget %s | executed %s | score %s", p.Name, p.Budget, p.Executed, p.Score)
		if p.NotEvaluated {
			fmt.Fprint(&b, " | not evaluated")
		}
		others(p.Others)
		for _, part := range p.Parts {
			fmt.Fprintf(&b, "  part %s | budget %s | executed %s", part.Name, part.Budget, part.Executed)
			others(part.Others)
		}
	}
	for _, t := range r.Totals {
		fmt.Fprintf(&b, "total %s | budget %s | executed %s | rows %v", t.Label, t.Budget, t.Executed, t.Rows)
		others(t.Others)
	}
	for _, n := range x.Notes {
		fmt.Fprintf(&b, "note %s\n", n.Text.ZH)
	}
	return b.String()
}

func otherText(o report.Other) string {
	if o.Amount != nil {
		return o.Amount.String()
	}
	return o.Text
}

// summarise writes a record's summary table a line a row.
func summarise(x *extract.Extraction) string {
	r := x.Reports[0]
	normalize.Report(r)
	var b strings.Builder
	fmt.Fprintf(&b, "unit %s\n", r.Unit)
	figure := func(a *report.Amount) string {
		if a == nil {
			return "-"
		}
		if a.Value == nil {
			return "?" + a.Raw
		}
		return report.Plain(*a.Value) + a.Unit
	}
	score := func(a *report.Amount) string { return strings.TrimSuffix(figure(a), "分") }
	text := func(s string) string {
		if s == "" {
			return "-"
		}
		return s
	}
	for _, p := range r.Projects {
		cells := []string{text(p.Seq.String()), text(p.Name), text(p.Implementer), figure(p.Budget), figure(p.Executed), figure(p.Returned), score(p.Score)}
		if p.Rate != nil {
			cells = append(cells, figure(p.Rate))
		}
		if p.Grade != "" {
			cells = append(cells, "grade "+p.Grade)
		}
		if p.UseOfResult != "" {
			cells = append(cells, "use "+p.UseOfResult)
		}
		if p.Group != "" {
			cells = append(cells, "group "+p.Group)
		}
		fmt.Fprintln(&b, strings.Join(cells, " | "))
	}
	for _, t := range r.Totals {
		rows := "unknown"
		if n := len(t.Rows); n > 0 {
			rows = fmt.Sprintf("%d-%d", t.Rows[0], t.Rows[n-1])
		}
		fmt.Fprintf(&b, "total %s | %s | %s | %s | %s | rows %s\n", t.Label, figure(t.Budget), figure(t.Executed), figure(t.Returned), score(t.Score), rows)
	}
	for _, n := range x.Notes {
		if n.Lost {
			fmt.Fprintf(&b, "lost %s\n", n.At)
		}
	}
	return b.String()
}
