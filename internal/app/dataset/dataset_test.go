package dataset_test

import (
	"bytes"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/shopspring/decimal"

	"selfeval"
	"selfeval/internal/app/dataset"
	"selfeval/internal/conformance/golden"
)

func documents(t *testing.T) []*selfeval.Document {
	t.Helper()
	var docs []*selfeval.Document
	for _, name := range []string{"report.md", "report.html"} {
		data, err := os.ReadFile(filepath.Join(golden.Root(t), "fixtures", "water-bureau", name))
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, selfeval.Check(t.Context(), selfeval.Input{Name: name, Data: data}, selfeval.Options{})...)
	}
	return append(docs, selfeval.Check(t.Context(), selfeval.Input{Name: "empty.md"}, selfeval.Options{})...)
}

func folder(t *testing.T, docs []*selfeval.Document) string {
	t.Helper()
	dir := t.TempDir()
	w, err := dataset.NewFolder(dir, dataset.Formats, dataset.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if err := w.Document(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// The same input gives the same bytes in every format.
func TestReproducible(t *testing.T) {
	docs := documents(t)
	a, b := folder(t, docs), folder(t, docs)
	files := 0
	err := filepath.WalkDir(a, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		x, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		y, err := os.ReadFile(filepath.Join(b, filepath.Base(path)))
		if err != nil {
			return err
		}
		if !bytes.Equal(x, y) {
			t.Errorf("%s differs from run to run", filepath.Base(path))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := 3*len(dataset.Tables) + 4; files != want {
		t.Errorf("%d files, want %d", files, want)
	}
}

// Every format holds the same rows and the same exact figures.
func TestFormatsAgree(t *testing.T) {
	dir := folder(t, documents(t))
	f, err := os.Open(filepath.Join(dir, "projects.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	rows = rows[1:]
	if len(rows) != 24 {
		t.Fatalf("%d rows of CSV, want 24", len(rows))
	}
	if got := rows[4][column["executed"]]; got != "91.2" {
		t.Errorf("executed of row 5 is %s in CSV, want 91.2", got)
	}

	db, err := sql.Open("sqlite", filepath.Join(dir, "selfeval.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var executed string
	if err := db.QueryRow(`SELECT executed FROM projects WHERE position = 8 AND document_id = ?`, rows[0][0]).Scan(&executed); err != nil || executed != "688.2145" {
		t.Errorf("executed of row 8 is %q in SQLite (%v), want 688.2145", executed, err)
	}
	if _, err := db.Exec(`PRAGMA foreign_key_check`); err != nil {
		t.Error(err)
	}
	// A figure compares as a number, and keeps its digits beside.
	var above, more int
	if err := db.QueryRow(`SELECT count(*) FROM projects WHERE executed > 91.2`).Scan(&above); err != nil {
		t.Error(err)
	}
	for _, row := range rows {
		if d, err := decimal.NewFromString(row[column["executed"]]); err == nil && d.GreaterThan(decimal.RequireFromString("91.2")) {
			more++
		}
	}
	if above != more || above == 0 {
		t.Errorf("%d rows above 91.2 in SQLite, %d in CSV", above, more)
	}
	if err := db.QueryRow(`SELECT executed_exact FROM projects WHERE executed = 688.2145`).Scan(&executed); err != nil || executed != "688.2145" {
		t.Errorf("the digits of 688.2145 are %q (%v)", executed, err)
	}
	for _, view := range []string{"v_projects", "v_findings", "v_departments"} {
		var n int
		if err := db.QueryRow(`SELECT count(*) FROM ` + view).Scan(&n); err != nil || n == 0 {
			t.Errorf("%s: %d rows (%v)", view, n, err)
		}
	}

	b, err := os.ReadFile(filepath.Join(dir, "projects.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	var row map[string]any
	if err := json.Unmarshal([]byte(lines[7]), &row); err != nil || row["executed"] != "688.2145" || len(lines) != 24 {
		t.Errorf("%d lines of JSON, row 8 executed %v (%v)", len(lines), row["executed"], err)
	}

	p, err := os.ReadFile(filepath.Join(dir, "projects.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	pf, err := parquet.OpenFile(bytes.NewReader(p), int64(len(p)))
	if err != nil {
		t.Fatal(err)
	}
	if pf.NumRows() != 24 {
		t.Errorf("%d rows of Parquet, want 24", pf.NumRows())
	}
	for i, field := range pf.Schema().Fields() {
		if want := dataset.Lookup("projects").Fields[i].Name; field.Name() != want {
			t.Errorf("Parquet column %d is %s, want %s", i, field.Name(), want)
		}
		if field.Name() == "executed" && !strings.Contains(field.Type().String(), "DECIMAL") {
			t.Errorf("executed is %s in Parquet, want a decimal", field.Type())
		}
	}
}

// A text that a spreadsheet would run as a formula is made harmless in CSV.
func TestFormulaInjection(t *testing.T) {
	src := "# 甲局2023年度绩效自评报告\n\n单位：万元\n\n| 序号 | 项目名称 | 预算数 | 执行数 |\n|---|---|---|---|\n| 1 | =cmd渠道维修 | 100 | -5 |\n| 2 | @SUM水库 | 10 | 5 |\n"
	docs := selfeval.Check(t.Context(), selfeval.Input{Name: "a.md", Data: []byte(src)}, selfeval.Options{})
	var b bytes.Buffer
	w, err := dataset.NewTable(&b, dataset.Lookup("projects"), dataset.CSV, dataset.Options{BOM: true, Guard: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if err := w.Document(d); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	out := b.String()
	if !strings.HasPrefix(out, "\ufeff") {
		t.Error("no byte order mark")
	}
	for _, want := range []string{",'=cmd渠道维修,", ",'@SUM水库,", ",-5,"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
}
