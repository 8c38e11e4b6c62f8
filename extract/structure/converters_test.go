package structure

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/extract/structure/grid"
	"selfeval/internal/text/lexicon"
)

// columnKinds are columns that real summary tables have, with what stands in them.
var columnKinds = []struct {
	head   string
	cell   func(r *rand.Rand, i int) string
	merges bool // its cells may be merged over rows
}{
	{"项目实施单位", func(r *rand.Rand, _ int) string { return someBodies[r.IntN(len(someBodies))] }, true},
	{"主管部门", func(r *rand.Rand, _ int) string {
		return []string{"云溪县水利局", "云溪县财政局"}[r.IntN(2)]
	}, true},
	{"年初预算数", func(r *rand.Rand, _ int) string { return money(r.IntN(900000) + 1000) }, false},
	{"预算数（调整后）", func(r *rand.Rand, _ int) string { return money(r.IntN(900000) + 1000) }, false},
	{"执行数", func(r *rand.Rand, _ int) string { return money(r.IntN(900000) + 1000) }, false},
	{"执行率", func(r *rand.Rand, _ int) string { return fmt.Sprintf("%d.%d%%", 80+r.IntN(20), r.IntN(10)) }, false},
	{"结余交回财政数", func(r *rand.Rand, _ int) string { return money(r.IntN(9000)) }, false},
	{"自评得分", func(r *rand.Rand, _ int) string { return fmt.Sprintf("%d.%d", 85+r.IntN(14), r.IntN(10)) }, false},
	{"自评等级", func(r *rand.Rand, _ int) string { return []string{"优", "良", "中"}[r.IntN(3)] }, false},
	{"自评结果应用意见", func(r *rand.Rand, _ int) string {
		return []string{"", "", "调整下年预算", "加强管理"}[r.IntN(4)]
	}, false},
	{"备注", func(r *rand.Rand, _ int) string { return "" }, false},
}

// merging writes a table with merged cells, as gridOf reads it.
func mergingTable(r *rand.Rand) [][]string {
	heads, kinds := []string{"序号", "项目名称"}, []int{-1, -2}
	for k := range columnKinds {
		if r.IntN(3) > 0 || columnKinds[k].head == "执行数" {
			heads, kinds = append(heads, columnKinds[k].head), append(kinds, k)
		}
	}
	if r.IntN(4) == 0 && len(kinds) > 3 && kinds[2] >= 0 && columnKinds[kinds[2]].merges { // who carries it out stands before the name
		heads[1], heads[2], kinds[1], kinds[2] = heads[2], heads[1], kinds[2], kinds[1]
	}
	rows := [][]string{heads}
	n := 3 + r.IntN(10)
	left := make([]int, len(kinds))
	sums := make([]int, len(kinds))
	for i := range n {
		row := make([]string, len(kinds))
		for c, k := range kinds {
			switch {
			case k == -1:
				row[c] = fmt.Sprint(i + 1)
			case k == -2:
				row[c] = someNames[i%len(someNames)] + strings.Repeat("二期", i/len(someNames))
			case left[c] > 0:
				row[c] = "^"
				left[c]--
			default:
				row[c] = columnKinds[k].cell(r, i)
				if columnKinds[k].merges && r.IntN(2) == 0 {
					left[c] = r.IntN(4)
				}
			}
			if v, ok := grid.Number(row[c]); ok {
				sums[c] += int(v.Shift(2).IntPart())
			}
		}
		rows = append(rows, row)
	}
	if r.IntN(2) == 0 {
		total := make([]string, len(kinds))
		total[0] = "合计"
		first := 1
		for c := 1; c < len(kinds); c++ {
			switch {
			case kinds[c] < 0 || columnKinds[kinds[c]].merges:
				if c == first {
					total[c] = "<"
					first++
				}
			case strings.HasSuffix(heads[c], "数") || strings.Contains(heads[c], "预算"):
				total[c] = money(sums[c])
			}
		}
		rows = append(rows, total)
	}
	return rows
}

// converters write tables as programs do that know nothing of merged cells.
var converters = map[string]func(row []string, cols int) []string{
	"leaves cells out": func(row []string, _ int) []string { return row },
	"fills up with blanks": func(row []string, cols int) []string {
		for len(row) < cols {
			row = append(row, "")
		}
		return row
	},
	"leaves blanks at the end out": func(row []string, _ int) []string {
		for len(row) > 0 && row[len(row)-1] == "" {
			row = row[:len(row)-1]
		}
		return row
	},
}

// TestConverters lets converters write tables without their merged cells: what is read
// stands in its column, or its row is told as not read; most rows are read.
func TestConverters(t *testing.T) {
	for name, convert := range converters {
		wrong, undecided, open, moved := 0, 0, 0, 0
		for seed := range uint64(400) {
			r := rand.New(rand.NewPCG(seed, 11))
			rows := mergingTable(r)
			var lines []string
			for _, row := range rows {
				var kept []string
				for _, c := range row {
					if c != "^" && c != "<" {
						kept = append(kept, c)
					}
				}
				kept = convert(kept, len(rows[0]))
				for len(kept) < len(rows[0]) {
					kept = append(kept, "~")
				}
				lines = append(lines, strings.Join(kept, "|"))
			}
			x := read(t, docOf(false, strings.Join(lines, "\n"))).Tables()[0]
			want := gridOf(joinRows(rows))
			for row := 1; row < want.Rows; row++ {
				if lines[row] != strings.Join(rows[row], "|") {
					moved++
				}
				switch bad, left := differs(x.Table, want, row); {
				case x.Unplaced[row]:
					undecided++
				case bad || left && !told(x, row):
					if wrong++; wrong <= 10 {
						t.Errorf("%s, seed %d, row %d of\n%s\n%s\nwant\n%s", name, seed, row, rows[0], strings.Split(spoken(x.Table), "\n")[row], strings.Split(spoken(want), "\n")[row])
					}
				case left:
					open++
				}
			}
		}
		t.Logf("%s: %d rows lack cells, %d wrong, %d told as not read, %d but for a name", name, moved, wrong, undecided, open)
		if wrong > 0 || undecided*20 > moved {
			t.Errorf("%s: %d wrong, %d of %d told as not read", name, wrong, undecided, moved)
		}
	}
}

func joinRows(rows [][]string) string {
	var out []string
	for _, r := range rows {
		out = append(out, strings.Join(r, "|"))
	}
	return strings.Join(out, "\n")
}

// differs reports whether a row says something else than it should, and whether a name
// is left out.
func differs(a, b *document.Table, row int) (wrong, left bool) {
	for c := range b.Cols {
		got, want := a.Text(row, c), b.Text(row, c)
		switch {
		case got == want:
		case got == "" && grid.NewSight(lexicon.Default()).KindOf(want).Text():
			left = true
		default:
			wrong = true
		}
	}
	return wrong, left
}

// told reports whether something is told of a row.
func told(x *grid.Table, row int) bool {
	for _, d := range x.Deeds {
		if d.Row == row {
			return true
		}
	}
	return false
}
