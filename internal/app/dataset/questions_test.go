package dataset_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"selfeval"
	"selfeval/internal/conformance/golden"
)

// asked is a question of docs/datasets.md: a query and the table of its answer.
var asked = regexp.MustCompile("(?s)```sql\n(.*?)```\n\n((?:\\|[^\n]*\n)+)")

// questions builds a dataset of the samples.
func questions(t *testing.T) string {
	t.Helper()
	var docs []*selfeval.Document
	root := filepath.Join("testdata", "questions")
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(path) != ".md" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(root, path)
		docs = append(docs, check(t, filepath.ToSlash(name), string(data))...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return folder(t, docs)
}

// TestQuestions runs the queries that the documentation shows and holds the answers
// against those printed there. -update prints them anew.
func TestQuestions(t *testing.T) {
	page := filepath.Join(golden.Root(t), "docs", "datasets.md")
	doc, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", filepath.Join(questions(t), "selfeval.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	found := asked.FindAllStringSubmatch(string(doc), -1)
	if len(found) < 20 {
		t.Fatalf("%d questions", len(found))
	}
	updated := string(doc)
	for _, q := range found {
		got := answer(t, db, q[1])
		if strings.Count(got, "\n") < 3 {
			t.Errorf("%s\nhas no answer", q[1])
		}
		if golden.Update() {
			updated = strings.Replace(updated, q[0], strings.TrimSuffix(q[0], q[2])+got, 1)
		} else if got != q[2] {
			t.Errorf("%s\nanswers\n%s\nthe page says\n%s", q[1], got, q[2])
		}
	}
	if golden.Update() {
		if err := os.WriteFile(page, []byte(updated), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// answer runs a query and writes its rows as a table in Markdown.
func answer(t *testing.T, db *sql.DB, query string) string {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	line := func(cells []string) { b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	line(columns)
	b.WriteString(strings.Repeat("|---", len(columns)) + "|\n")
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		cells := make([]string, len(columns))
		for i, v := range values {
			if v != nil {
				cells[i] = fmt.Sprint(v)
			}
			if f, ok := v.(float64); ok {
				cells[i] = strings.TrimSuffix(fmt.Sprintf("%.2f", f), ".00")
			}
		}
		line(cells)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The samples hold what their generator says they hold.
func TestGeneratedTruth(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("testdata", "questions", "truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	truth := map[string]any{}
	if err := json.Unmarshal(b, &truth); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", filepath.Join(questions(t), "selfeval.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for name, query := range map[string]string{
		"reports": `SELECT count(*) FROM reports WHERE counted AND status = 'ok'`, "copies": `SELECT count(*) FROM reports WHERE copy_of IS NOT NULL`,
		"versions": `SELECT count(*) FROM reports WHERE counted AND version > 1`, "broken": `SELECT count(*) FROM reports WHERE status = 'failed'`,
		"projects": `SELECT count(*) FROM projects WHERE counted`, "over": `SELECT count(*) FROM projects WHERE counted AND executed > budget`,
		"budget_yuan": `SELECT printf('%.2f', sum(budget_yuan)) FROM projects WHERE counted`, "executed_yuan": `SELECT printf('%.2f', sum(executed_yuan)) FROM projects WHERE counted`,
	} {
		var got string
		if err := db.QueryRow(query).Scan(&got); err != nil || got != fmt.Sprint(truth[name]) {
			t.Errorf("%s: %s, the truth is %v (%v)", name, got, truth[name], err)
		}
	}
}
