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
			in, want := a.Files[0], string(a.Files[1].Data)
			x, err := extract.Extract(t.Context(), extract.Input{Name: in.Name, Data: in.Data}, extract.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := summarise(x); got != want {
				t.Errorf("(-want +got)\n%s", cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
			}
		})
	}
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
