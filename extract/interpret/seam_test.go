package interpret

import (
	"slices"
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/report"
)

// pageParts makes a summary table of pages from rows written with | between cells, ^ for
// one that is merged with the cell above.
func pageParts(pages ...string) *document.Document {
	doc := &document.Document{Format: document.PDF, Pages: len(pages)}
	for n, page := range pages {
		rows := strings.Split(strings.TrimSpace(page), "\n")
		t := &document.Table{Index: n + 1, Rows: len(rows), Cols: strings.Count(rows[0], "|") + 1, Confidence: 1, Continues: n > 0}
		t.At.Page, t.At.Table = n+1, n+1
		for r, row := range rows {
			for c, text := range strings.Split(row, "|") {
				if text == "^" { // merged with the cell above
					for i := range t.Cells {
						if x := &t.Cells[i]; x.Col == c && x.Row+x.RowSpan == r {
							x.RowSpan++
						}
					}
					continue
				}
				at := t.At
				at.Row, at.Column = r+1, c+1
				t.Cells = append(t.Cells, document.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Text: strings.TrimSpace(text), At: at})
			}
		}
		t.Seal()
		doc.Blocks = append(doc.Blocks, document.Block{Kind: document.TableBlock, Table: t, At: t.At})
	}
	return doc
}

// TestRowsCutByPages completes rows whose cells a page end dealt out to two pages.
func TestRowsCutByPages(t *testing.T) {
	const head = "序号|项目名称|实施单位|预算数（万元）|执行数（万元）|得分\n1|渠道维修|水利站|100.00|90.00|98\n"
	for _, c := range []struct {
		name, last, first string
		want              []string // name, implementer, budget, executed, score as printed
	}{
		{"words came after", "2| | |47,151.93|45,737.37|95", " |堤防加固（一期）|河道管理所| | | ", []string{"堤防加固（一期）", "河道管理所", "47,151.93", "45,737.37", "95"}},
		{"some figures came after", "2|堤防加固|河道所| | |95", " | | |47,151.93|45,737.37| ", []string{"堤防加固", "河道所", "47,151.93", "45,737.37", "95"}},
		{"last digits came after", "2|堤防加固|河道管理|47,151.9|45,737.3|95", " | |所|3|7| ", []string{"堤防加固", "河道管理所", "47,151.93", "45,737.37", "95"}},
		{"first words stood before", "|堤防加固|河道管|||", "2|（一期）|理所|47,151.93|45,737.37|95", []string{"堤防加固（一期）", "河道管理所", "47,151.93", "45,737.37", "95"}},
		{"the first word beside the name stood before", "||河道管|||", "2|堤防加固|理所|47,151.93|45,737.37|95", []string{"堤防加固", "河道管理所", "47,151.93", "45,737.37", "95"}},
		{"the heading of a group starts no row", "|河道治理类|||| ", "2|堤防加固|河道所|47,151.93|45,737.37|95", []string{"堤防加固", "河道所", "47,151.93", "45,737.37", "95"}},
		{"a part of the row above is no rest of it", "2|堤防加固|河道所|47,151.93|45,737.37|95", " |其中：上年结转| |1.00| | ", []string{"堤防加固", "河道所", "47,151.93", "45,737.37", "95"}},
		{"two figures are not one", "2|堤防加固|河道所|47,151.93|45,737.37|95", " | |所|1.00| | ", []string{"堤防加固", "河道所", "47,151.93", "45,737.37", "95"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			reports, _, err := Document(t.Context(), pageParts(head+c.last, c.first+"\n3|水质监测|环境站|20.00|20.00|99"), nil)
			if err != nil {
				t.Fatal(err)
			}
			ps := reports[0].Report.Projects
			if len(ps) != 3 {
				t.Fatalf("%d rows, want 3: %+v", len(ps), ps)
			}
			p := ps[1]
			got := []string{p.Name, p.Implementer, p.Budget.Raw, p.Executed.Raw, p.Score.Raw}
			if strings.Join(got, " ") != strings.Join(c.want, " ") {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestHeaderOverAMergedCell prints the header again above a cell that goes on, without
// the line between them.
func TestHeaderOverAMergedCell(t *testing.T) {
	const head = "序号|项目名称|实施单位|预算数（万元）|执行数（万元）|得分\n"
	doc := pageParts(head+"1|渠道维修|水利站|100.00|90.00|98\n2|堤防加固|河道所|47.93|45.37|95", head+"3|泵站检修|^|8.00|8.00|99\n4|闸门更换|^|6.00|6.00|97\n5|水质监测|环境站|20.00|20.00|99")
	reports, _, err := Document(t.Context(), doc, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range reports[0].Report.Projects {
		got = append(got, p.Implementer)
	}
	if want := "水利站 河道所 河道所 河道所 环境站"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %s", got, want)
	}
}

// TestMergedCellsCutByPages cuts a table with merged cells between any two rows, with the
// merged text in either part: every row must read as in the table that is not cut.
func TestMergedCellsCutByPages(t *testing.T) {
	const head = "实施单位|序号|项目名称|预算数（万元）|执行数（万元）|得分"
	rows := []string{
		"农业科|1|良种补贴|100.00|90.00|98", "^|2|机具购置|40.00|40.00|99", "^|3|病虫防治|30.00|28.00|97",
		"林业科|4|造林|60.00|55.00|96", "^|5|抚育|20.00|20.00|95", "^|6|防火|^|^|^", "^|7|管护|15.00|15.00|94",
		"水产科|8|放流|12.00|12.00|93", "^|9|执法船|33.00|30.00|92",
	}
	read := func(t *testing.T, pages ...string) []string {
		reports, _, err := Document(t.Context(), pageParts(pages...), nil)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, p := range reports[0].Report.Projects {
			out = append(out, strings.Join([]string{p.Seq.Raw, p.Name, p.Implementer, p.Budget.String(), p.Executed.String(), p.Score.String()}, " "))
		}
		return out
	}
	page := func(rows []string) string { return head + "\n" + strings.Join(rows, "\n") }
	whole := read(t, page(rows))
	if len(whole) != len(rows) || !strings.Contains(whole[5], "林业科") {
		t.Fatalf("the whole table reads %q", whole)
	}
	// cut gives the rows before and after row at; the text of merged cells stands in the
	// first part, or in the second.
	cut := func(rows []string, at int, second bool) (a, b []string) {
		a, b = slices.Clone(rows[:at]), slices.Clone(rows[at:])
		cells, above := strings.Split(b[0], "|"), -1
		for c, text := range cells {
			if text != "^" {
				continue
			}
			cells[c] = ""
			for above = at - 1; strings.Split(a[above], "|")[c] == "^"; above-- {
			}
			if from := strings.Split(a[above], "|"); second {
				cells[c], from[c] = from[c], ""
				a[above] = strings.Join(from, "|")
			}
		}
		b[0] = strings.Join(cells, "|")
		return a, b
	}
	for at := 1; at < len(rows); at++ {
		if at == 5 {
			continue // the row of merged figures would be no row of data: cut below
		}
		for _, second := range []bool{false, true} {
			a, b := cut(rows, at, second)
			if got := read(t, page(a), page(b)); !slices.Equal(got, whole) {
				t.Errorf("cut before row %d, text in the second part %v: %q\nwant %q", at+1, second, got, whole)
			}
			if got := read(t, page(a), strings.Join(b, "\n")); !slices.Equal(got, whole) {
				t.Errorf("cut before row %d, text in the second part %v, no header: %q\nwant %q", at+1, second, got, whole)
			}
			for to := at + 3; to < len(rows); to++ {
				if to == 5 {
					continue
				}
				b, c := cut(b, to-at, false)
				if got := read(t, page(a), page(b), page(c)); !slices.Equal(got, whole) {
					t.Errorf("cut before rows %d and %d, text in the second part %v: %q\nwant %q", at+1, to+1, second, got, whole)
				}
			}
		}
	}
}

// TestRowAndMergedCellCutByPages completes a row that a page end cut within a merged cell.
func TestRowAndMergedCellCutByPages(t *testing.T) {
	const head = "实施单位|序号|项目名称|预算数（万元）|执行数（万元）|得分\n"
	reports, _, err := Document(t.Context(), pageParts(head+"农业科|1|良种补贴|100.00|90.00|98\n^|2|农业机具|40.00|40.00|99", head+"||购置|||\n^|3|病虫防治|30.00|28.00|97"), nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range reports[0].Report.Projects {
		got = append(got, p.Name+" "+p.Implementer)
	}
	if want := []string{"良种补贴 农业科", "农业机具购置 农业科", "病虫防治 农业科"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestEmptyCellsAtPageEnds keeps cells empty that only happen to stand at a page end.
func TestEmptyCellsAtPageEnds(t *testing.T) {
	const head = "序号|项目名称|实施单位|预算数（万元）|执行数（万元）|备注\n"
	for name, c := range map[string]struct{ a, b, want string }{
		"one row beside one row":                         {"1|甲|水利站|10.00|9.00|\n2|乙|水利站|20.00|19.00|", "3|丙||30.00|29.00|\n4|丁|水文站|40.00|39.00|", "水利站,水利站,,水文站"},
		"a column with other blanks":                     {"1|甲||10.00|9.00|\n2|乙|水利站|20.00|19.00|\n3|丙|^|30.00|29.00|", "4|丁||40.00|39.00|\n5|戊|水文站|50.00|49.00|", ",水利站,水利站,,水文站"},
		"merged blanks below a column filled row by row": {"1|甲|水利站|10.00|9.00|\n2|乙|水文站|20.00|19.00|\n3|丙|河道所|20.00|19.00|", "4|丁||30.00|29.00|\n5|戊|^|40.00|39.00|", "水利站,水文站,河道所,,"},
		"merged below its only cell":                     {"1|甲|水利站|10.00|9.00|", "2|乙||30.00|29.00|\n3|丙|^|40.00|39.00|", "水利站,水利站,水利站"},
		"two names":                                      {"1|甲|水利站|10.00|9.00|\n2|乙|^|20.00|19.00|", "3|丙|水文站|30.00|29.00|\n4|丁|^|40.00|39.00|", "水利站,水利站,水文站,水文站"},
	} {
		reports, notes, err := Document(t.Context(), pageParts(head+c.a, head+c.b), nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range reports[0].Report.Projects {
			got = append(got, p.Implementer)
		}
		if strings.Join(got, ",") != c.want {
			t.Errorf("%s: implementers %q, want %q (%v)", name, got, c.want, notes)
		}
	}
}

// TestRowsWithoutHeaderAreLost calls rows of projects lost that stand in a table of their
// own without a header and could not be joined; a table of another kind is no loss.
func TestRowsWithoutHeaderAreLost(t *testing.T) {
	const first = "序号|项目名称|预算数（万元）|执行数（万元）|得分\n1|甲|10.00|9.00|98\n2|乙|20.00|19.00|97"
	for name, c := range map[string]struct {
		second string
		lost   bool
	}{
		"the unit stands before the number": {"水文站|3|丙|30.00|29.00|97\n水文站|4|丁|40.00|39.00|96", true},
		"the number stands first":           {"3|丙|本级|30.00|29.00|97\n4|丁|本级|40.00|39.00|96", true},
		"sources of money":                  {"资金|来源|一|二|三|四\n省级|财政|1.00|2.00|3.00|4.00\n市级|财政|5.00|6.00|7.00|8.00", false},
	} {
		_, notes, err := Document(t.Context(), pageParts(first, c.second), nil)
		if err != nil {
			t.Fatal(err)
		}
		lost := slices.ContainsFunc(notes, func(n report.Note) bool { return n.Lost && strings.Contains(n.Text.ZH, "没有表头") })
		if lost != c.lost {
			t.Errorf("%s: lost is %v, want %v: %v", name, lost, c.lost, notes)
		}
	}
}

// A row without a name in a table whose rows were inferred may have lost it to another row;
// between lines the paper has none.
func TestRowsWithoutAName(t *testing.T) {
	for _, confidence := range []float64{1, 0.6} {
		doc := pageParts("序号|项目名称|实施单位|预算数（万元）|执行数（万元）|得分\n1|渠道维修|水利站|100.00|90.00|98\n2||水利站|20.00|20.00|97\n3|泵站检修水质监测|水利站|30.00|30.00|97")
		doc.Blocks[0].Table.Confidence = confidence
		reports, notes, err := Document(t.Context(), doc, nil)
		if err != nil {
			t.Fatal(err)
		}
		lost := slices.ContainsFunc(notes, func(n report.Note) bool { return n.Lost })
		if len(reports[0].Report.Projects) != 3 || lost != (confidence < 1) {
			t.Errorf("confidence %v: %d rows, %+v", confidence, len(reports[0].Report.Projects), notes)
		}
	}
}

// A header without lines comes in rows of one label each; a column of figures over which
// none was found is told.
func TestHeadsOfInferredTables(t *testing.T) {
	for name, c := range map[string]struct {
		head     string
		executed string
		lost     bool
	}{
		"a label in a row of its own": {"序号|项目名称|预算| |  |得分\n | | | |全年执行数| \n | |年初数|调整后| | ", "90.00", false},
		"no label":                    {"序号|项目名称|预算| |  |得分\n | |年初数|调整后| | ", "", true},
	} {
		doc := pageParts(c.head + "\n1|渠道维修|95.00|100.00|90.00|98\n2|堤防加固|18.00|20.00|20.00|97\n3|泵站检修|30.00|30.00|30.00|97")
		doc.Blocks[0].Table.Confidence = 0.6
		reports, notes, err := Document(t.Context(), doc, nil)
		if err != nil {
			t.Fatal(err)
		}
		p := reports[0].Report.Projects[0]
		executed := ""
		if p.Executed != nil {
			executed = p.Executed.Raw
		}
		lost := slices.ContainsFunc(notes, func(n report.Note) bool { return n.Lost })
		if executed != c.executed || lost != c.lost || p.Budget == nil || p.Budget.Raw != "100.00" {
			t.Errorf("%s: %+v of %+v, %+v", name, p.Executed, p.Budget, notes)
		}
	}
}
