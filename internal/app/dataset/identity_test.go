package dataset_test

import (
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"selfeval"
	"selfeval/internal/app/dataset"
	"selfeval/internal/conformance/golden"
	"selfeval/report"
)

// rows reads a table of a folder as maps.
func rows(t *testing.T, dir, table string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, table+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	head, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		row := map[string]string{}
		for i, h := range head {
			row[h] = cells[i]
		}
		out = append(out, row)
	}
}

func check(t *testing.T, name, data string) []*selfeval.Document {
	t.Helper()
	return selfeval.Check(t.Context(), selfeval.Input{Name: name, Data: []byte(data)}, selfeval.Options{})
}

const paper = "# 甲县水利局2023年度部门整体支出绩效自评报告\n\n单位：万元\n\n| 序号 | 项目名称 | 预算数 | 执行数 | 自评得分 |\n|---|---|---|---|---|\n| 1 | 渠道维修 | 100.00 | 90.5 | 98 |\n| 2 | 水库除险 | 80 | 80 | 100 |\n"

func TestKeys(t *testing.T) {
	var docs []*selfeval.Document
	for _, name := range []string{"report.md", "report.html", "report.pdf"} {
		data, err := os.ReadFile(filepath.Join(golden.Root(t), "fixtures", "water-bureau", name))
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, check(t, "水务/"+name, string(data))...)
	}
	docs = append(docs, check(t, "甲/1.md", paper)...)
	docs = append(docs, check(t, "乙/1.md", paper)...)                                                // the same bytes elsewhere
	docs = append(docs, check(t, "甲/2.md", strings.Replace(paper, "100.00", "100", 1)+"\n更新。\n")...) // the same figures
	docs = append(docs, check(t, "甲/3.md", strings.Replace(paper, "90.5", "95.5", 1))...)            // another version
	docs = append(docs, check(t, "无名.md", strings.Replace(paper, "甲县水利局2023年度部门整体支出", "", 1))...)
	docs = append(docs, check(t, "空.md", "")...)
	docs = append(docs, check(t, "空2.md", "")...)
	docs = append(docs, selfeval.Failure("没有1.pdf", errors.New("x"), report.ZH), selfeval.Failure("没有2.pdf", errors.New("x"), report.ZH))

	dir := folder(t, docs) // SQLite holds the primary key
	got := rows(t, dir, "reports")
	byPath := map[string]map[string]string{}
	ids := map[string]bool{}
	form := regexp.MustCompile(`^[dr][0-9a-f]{16}$`)
	for _, r := range got {
		byPath[r["path"]] = r
		if ids[r["document_id"]] || !form.MatchString(r["document_id"]) || !form.MatchString(r["report_key"]) {
			t.Errorf("%s: document_id %q, report_key %q", r["path"], r["document_id"], r["report_key"])
		}
		ids[r["document_id"]] = true
	}
	same := func(a, b string) bool { return byPath[a]["report_key"] == byPath[b]["report_key"] }
	if !same("水务/report.md", "水务/report.html") || !same("水务/report.md", "水务/report.pdf") {
		t.Error("the formats of one report have several keys")
	}
	for path, of := range map[string]string{"水务/report.html": "水务/report.md", "水务/report.pdf": "水务/report.md", "乙/1.md": "甲/1.md", "甲/2.md": "甲/1.md"} {
		if r := byPath[path]; r["copy_of"] != byPath[of]["document_id"] || r["counted"] != "false" {
			t.Errorf("%s: copy_of %q, counted %s, want a copy of %s", path, r["copy_of"], r["counted"], of)
		}
	}
	if r := byPath["甲/3.md"]; !same("甲/3.md", "甲/1.md") || r["copy_of"] != "" || r["version"] != "2" || r["counted"] != "true" {
		t.Errorf("a version with other figures: %v", r)
	}
	if same("无名.md", "甲/1.md") || same("没有1.pdf", "没有2.pdf") {
		t.Error("reports that nothing is known of share a key")
	}
	for _, p := range rows(t, dir, "projects") {
		if p["counted"] != byID(got, p["document_id"])["counted"] {
			t.Errorf("project of %s: counted %s", p["document_id"], p["counted"])
		}
	}

	// Ids survive another file that comes before them.
	more := append(check(t, "0.md", paper), docs...)
	for _, r := range rows(t, folder(t, more), "reports") {
		if was := byPath[r["path"]]; was != nil && (was["document_id"] != r["document_id"] || was["report_key"] != r["report_key"]) {
			t.Errorf("%s: was %s %s, is %s %s", r["path"], was["document_id"], was["report_key"], r["document_id"], r["report_key"])
		}
	}
}

func byID(rows []map[string]string, id string) map[string]string {
	i := slices.IndexFunc(rows, func(r map[string]string) bool { return r["document_id"] == id })
	return rows[i]
}

// Papers on projects are known by the project: its code, else its name.
func TestKeysOfProjects(t *testing.T) {
	make := func(path, code, name string) *selfeval.Document {
		r := &report.Report{Department: "甲县水利局", Kind: report.KindProject, Forms: []report.Form{{Project: name, Code: code}}}
		r.FiscalYear.Set(2023)
		return &selfeval.Document{Path: path, SHA256: strings.Repeat("a", 60) + path, Status: selfeval.OK, Report: r}
	}
	got := rows(t, folder(t, []*selfeval.Document{
		make("1.md", "530100-01", "渠道维修"), make("2.md", "53010001", "渠道维修（二期）"), make("3.md", "", "水库 除险"), make("4.md", "", "水库除险"), make("5.md", "", ""), make("6.md", "", ""),
	}), "reports")
	key := func(i int) string { return got[i]["report_key"] }
	if key(0) != key(1) || key(2) != key(3) || key(0) == key(2) || key(4) == key(5) {
		t.Errorf("keys: %s %s %s %s %s %s", key(0), key(1), key(2), key(3), key(4), key(5))
	}
}

// Names are no keywords of the SQL that people will ask in, quoted or not.
func TestNamesAreNoKeywords(t *testing.T) {
	reserved := strings.Fields(`abort action add after all alter always analyse analyze and any array as asc asymmetric attach authorization autoincrement
		before begin between bigint binary blob both by call cascade case cast change char character check collate column commit condition conflict constraint
		continue convert create cross cube current cursor database databases date day dec decimal declare default deferrable deferred delete desc describe
		detach distinct div do double drop each else elseif empty end escape except exclude exists exit explain fail false fetch filter first float following for force
		foreign from full fulltext function generated get glob grant group grouping groups having if ignore ilike immediate in index indexed infile initially inner
		inout insert instead int integer intersect interval into is isnull iterate join json key keys kill lag last lateral lead leading leave left like limit
		linear lines load localtime lock long loop match materialized mod natural no not nothing notnull null nulls numeric of offset on only optimize option
		or order others out outer over overlaps partition pivot placing plan pragma preceding precision primary procedure purge qualify query raise range rank
		read real recursive references regexp reindex release rename repeat replace require restrict return returning revoke right rlike rollback row rows
		savepoint schema select separator session_user set show signal similar smallint some spatial sql ssl starting stored summarize symmetric system table
		temp temporary terminated then ties tinyint to trailing transaction trigger true unbounded undo union unique unlock unpivot unsigned update usage use user
		using vacuum values varchar variadic varying verbose view virtual when where while window with within without write xor zerofill`)
	for _, table := range dataset.Tables {
		names := []string{table.Name}
		for _, f := range table.Fields {
			names = append(names, f.Name)
		}
		for _, n := range names {
			if slices.Contains(reserved, n) {
				t.Errorf("%s: %s is a keyword", table.Name, n)
			}
		}
	}
}

// CSV and Parquet hold the same texts; what CSV adds for Excel is asked for, and told.
func TestGuardIsAnOption(t *testing.T) {
	docs := check(t, "a.md", strings.Replace(paper, "渠道维修", "=cmd渠道维修", 1))
	if got := rows(t, folder(t, docs), "projects")[0]["name"]; got != "=cmd渠道维修" {
		t.Errorf("the name is %q", got)
	}
	dir := t.TempDir()
	w, err := dataset.NewFolder(dir, []dataset.Format{dataset.CSV}, dataset.Options{Guard: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(w.Document(docs[0]), w.Close()); err != nil {
		t.Fatal(err)
	}
	if got := rows(t, dir, "projects")[0]["name"]; got != "'=cmd渠道维修" {
		t.Errorf("guarded, the name is %q", got)
	}
	b, err := os.ReadFile(filepath.Join(dir, "datapackage.json"))
	if err != nil || !strings.Contains(string(b), `"selfeval:formulaGuard": true`) {
		t.Errorf("the data package does not say so (%v)", err)
	}
}
