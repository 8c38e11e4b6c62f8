package pdf

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/report"
)

// TestShuffled compares, where SHUFFLED names a folder, the PDFs of random records
// there with their texts (fixtures/generate/shuffle.py), and prints what share of
// cells and rows is read by each style of table. A row that is missing where no
// note tells of a loss is a silent one.
func TestShuffled(t *testing.T) {
	dir := os.Getenv("SHUFFLED")
	if dir == "" {
		t.Skip("SHUFFLED names no folder of PDFs")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in %s, %v", dir, err)
	}
	type tally struct{ files, exact, cells, right, rows, lost, silent, unsaid, alarms int }
	styles := map[string]*tally{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		truth, err := os.ReadFile(strings.TrimSuffix(file, ".pdf") + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Read(context.Background(), data, document.Limits{})
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		style := strings.Split(filepath.Base(file), "-")[1]
		s := styles[style]
		if s == nil {
			s = &tally{}
			styles[style] = s
		}
		want, got := parse(string(truth)), fromDocument(doc)
		wrong, lost, said := compareRows(want.cells, got.cells)
		s.files++
		s.rows += len(want.cells)
		s.lost += lost
		for _, row := range want.cells {
			s.cells += len(row)
			s.right += len(row)
		}
		s.right -= wrong
		noted := slices.ContainsFunc(doc.Notes, func(n report.Note) bool { return n.Lost })
		if wrong == 0 && len(want.cells) == len(got.cells) {
			s.exact++
			if noted {
				s.alarms++
				t.Logf("%s: nothing lost, yet %v", filepath.Base(file), doc.Notes)
			}
			continue
		}
		if len(doc.Notes) == 0 {
			s.unsaid += max(wrong, 1)
		}
		if lost > 0 && !noted {
			s.silent += lost
		}
		t.Logf("%s: %d cells wrong, %d of %d rows lost, %d rows read, lost noted %v; %s", filepath.Base(file), wrong, lost, len(want.cells), len(got.cells), noted, said)
	}
	for _, name := range slices.Sorted(maps.Keys(styles)) {
		s := styles[name]
		t.Logf("%-11s %4d files, %4d exact; cells %6d of %6d (%.2f %%); rows lost %d of %d, silently %d; wrong cells without any note %d; files noted for no reason %d", name, s.files, s.exact, s.right, s.cells, 100*float64(s.right)/float64(s.cells), s.lost, s.rows, s.silent, s.unsaid, s.alarms)
	}
}

// compareRows pairs the rows in order, those that agree in most cells, and counts
// the wrong cells and the rows without a pair. It says where the first fault is.
func compareRows(want, got [][]string) (wrong, lost int, said string) {
	next := 0
	for r, row := range want {
		best, most := -1, 0
		for k := next; k < min(len(got), next+12); k++ {
			if n := agree(row, got[k]); n > most {
				best, most = k, n
			}
		}
		fault := ""
		switch {
		case best < 0 || 2*most < len(row):
			lost++
			wrong += len(row)
			fault = fmt.Sprintf("row %d %q lost", r, row)
			if next < len(got) {
				fault += fmt.Sprintf(", next %q", got[next])
			}
		default:
			next = best + 1
			if wrong += len(row) - most; most < len(row) {
				fault = fmt.Sprintf("row %d %q read %q", r, row, got[best])
			}
		}
		if said == "" {
			said = fault
		}
	}
	return wrong, lost, said
}

// agree counts the cells that two rows have in common.
func agree(a, b []string) int {
	n := 0
	for i := range min(len(a), len(b)) {
		if a[i] == b[i] {
			n++
		}
	}
	return n
}
