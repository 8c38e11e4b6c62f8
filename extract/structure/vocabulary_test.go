package structure

import (
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/internal/text/lexicon"
)

// TestUsersWordsReachStructure holds that what a user's vocabulary adds tells tables apart
// as the built-in words do.
func TestUsersWordsReachStructure(t *testing.T) {
	const head = "序号|项目名称|实施单位|预算数|执行数"
	for _, c := range []struct {
		name, words   string
		between       string // the line between the two parts of a table
		first, second []string
		before, after int // tables without the words, and with them
	}{
		{"a line that says that the table goes on", "tables: {continued: [转自上页表]}", "转自上页表",
			[]string{head, "1|公路养护|公路站|10.00|9.00", "2|隧道照明|公路站|6.00|5.00"}, []string{head, "3|桥梁维修|公路站|12.00|11.00", "4|绿化|公路站|2.00|1.00"}, 2, 1},
		{"a line that names a table", "tables: {titles: [民生实事清册]}", "某区民生实事清册",
			[]string{head, "1|公路养护|公路站|10.00|9.00"}, []string{"2|桥梁维修|公路站|12.00|11.00", "3|路灯改造|公路站|8.00|7.00"}, 1, 2},
		{"a row that sums a table", "totals: [收官数]", "",
			[]string{head, "1|公路养护|公路站|10.00|9.00", "收官数|||10.00|9.00"}, []string{"2|桥梁维修|公路站|12.00|11.00", "3|路灯改造|公路站|8.00|7.00"}, 1, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := &document.Document{Format: document.Markdown}
			d.Blocks = append(d.Blocks, document.Block{Kind: document.TableBlock, Table: tableOf(1, c.first)})
			if c.between != "" {
				d.Blocks = append(d.Blocks, document.Block{Kind: document.Paragraph, Text: c.between})
			}
			d.Blocks = append(d.Blocks, document.Block{Kind: document.TableBlock, Table: tableOf(2, c.second)})
			words, err := lexicon.Load(strings.NewReader(c.words))
			if err != nil {
				t.Fatal(err)
			}
			for vocabulary, want := range map[*lexicon.Vocabulary]int{lexicon.Default(): c.before, words: c.after} {
				p, err := Read(t.Context(), d, vocabulary)
				if err != nil {
					t.Fatal(err)
				}
				if got := len(p.Tables()); got != want {
					t.Errorf("with the words of a user: %v: %d tables, want %d", vocabulary == words, got, want)
				}
			}
		})
	}
}

// tableOf makes a table of rows whose cells are parted by bars.
func tableOf(index int, rows []string) *document.Table {
	t := &document.Table{Index: index, Rows: len(rows), Confidence: 1}
	for r, row := range rows {
		for c, text := range strings.Split(row, "|") {
			t.Cells = append(t.Cells, document.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Text: text})
		}
	}
	t.Seal()
	return t
}
