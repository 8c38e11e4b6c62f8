package interpret_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"selfeval/extract"
	"selfeval/normalize"
	"selfeval/report"
)

// unseenHead is a header with the kind of each of its columns.
type unseenHead struct {
	heads []string
	kinds []byte
}

func unseenHeads(t *testing.T) (out []unseenHead) {
	t.Helper()
	src, err := os.ReadFile("testdata/heads.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(src)) {
		if strings.HasPrefix(line, "# ") {
			continue
		}
		var h unseenHead
		for _, f := range strings.Fields(line) {
			i := strings.LastIndexByte(f, '=')
			h.heads, h.kinds = append(h.heads, f[:i]), append(h.kinds, f[i+1])
		}
		out = append(out, h)
	}
	return out
}

// figures are the figures of a row, by the kind of column, so that all relations hold.
func figures(r int) map[byte]decimal.Decimal {
	d := func(n int64, exp int32) decimal.Decimal { return decimal.New(n, exp) }
	f := map[byte]decimal.Decimal{'B': d(int64(13245+4711*r), -2), 'S': d(int64(965-9*r), -1), 'F': d(100, 0)}
	f['E'] = f['B'].Mul(d(int64(97-2*r), -2)).Round(2)
	f['I'] = f['B'].Mul(d(9, -1)).Round(2)
	f['D'] = f['B'].Sub(f['I'])
	f['P'] = f['B'].Mul(d(6, -1)).Round(2)
	f['Q'] = f['B'].Sub(f['P'])
	f['p'] = f['E'].Mul(d(6, -1)).Round(2)
	f['q'] = f['E'].Sub(f['p'])
	f['L'] = f['B'].Sub(f['E'])
	f['R'] = f['L'].Mul(d(4, -1)).Round(2)
	f['C'] = f['L'].Sub(f['R'])
	f['Y'] = f['E'].Mul(d(8, -1)).Round(2)
	f['T'] = f['B'].Mul(d(14, -1)).Round(2)
	f['%'] = f['E'].Div(f['B']).Shift(2).Round(2)
	f['s'] = f['E'].Div(f['B']).Shift(1).Round(1)
	f['o'] = f['S'].Sub(f['s'])
	f['r'] = f['S']
	return f
}

// tableOf writes a table of rows under a header.
func (h unseenHead) tableOf(rows int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# 云泽县水利局2024年度项目支出绩效自评结果汇总表\n\n单位：万元\n\n| %s |\n%s|\n", strings.Join(h.heads, " | "), strings.Repeat("|---", len(h.heads)))
	names := []string{"渠道防渗改造", "泵站机组更新", "堤防白蚁防治", "节水灌溉示范", "水文站点运维", "山塘整治", "河道保洁"}
	for r := range rows {
		b.WriteString("|")
		f := figures(r)
		for _, k := range h.kinds {
			switch k {
			case '#':
				fmt.Fprintf(&b, " %d |", r+1)
			case 'n':
				fmt.Fprintf(&b, " %s |", names[r])
			case 'w':
				b.WriteString(" 水利工程股 |")
			case 'g':
				b.WriteString(" " + map[bool]string{true: "优", false: "良"}[f['S'].GreaterThanOrEqual(decimal.NewFromInt(90))] + " |")
			case '%', 'r':
				fmt.Fprintf(&b, " %s%% |", f[k])
			default:
				fmt.Fprintf(&b, " %s |", f[k])
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// misread says what of a table is not read as its header means it.
func (h unseenHead) misread(t *testing.T, rows int) string {
	t.Helper()
	x, err := extract.Extract(t.Context(), extract.Input{Name: "a.md", Data: []byte(h.tableOf(rows))}, extract.Options{})
	if err != nil {
		return err.Error()
	}
	r := x.Reports[0]
	normalize.Report(r)
	if len(r.Projects) != rows {
		return fmt.Sprintf("%d rows, want %d", len(r.Projects), rows)
	}
	for i := range r.Projects {
		p, f := &r.Projects[i], figures(i)
		for _, c := range []struct {
			kind byte
			name string
			have *report.Amount
		}{{'B', "budget", p.Budget}, {'E', "executed", p.Executed}, {'S', "score", p.Score}, {'%', "rate", p.Rate}, {'C', "carried", p.CarriedOver}} {
			has := strings.IndexByte(string(h.kinds), c.kind) >= 0
			if c.have.Known() != has || has && !c.have.Dec().Equal(f[c.kind]) {
				return fmt.Sprintf("%s of row %d is %v, want %v (%v)", c.name, i+1, c.have, f[c.kind], has)
			}
		}
		placed := 0
		r.Walk(report.Visitor{Amount: func(path report.Path, a **report.Amount) {
			if strings.HasPrefix(path.String(), fmt.Sprintf("projects[%d].", i)) {
				placed++
			}
		}})
		if want := len(h.kinds) - strings.Count(string(h.kinds), "#") - strings.Count(string(h.kinds), "n") - strings.Count(string(h.kinds), "w") - strings.Count(string(h.kinds), "g"); placed != want {
			return fmt.Sprintf("%d figures of row %d are in the record, %d are printed", placed, i+1, want)
		}
	}
	return ""
}

// TestUnseenHeads reads heads that the vocabulary was not made of: with rows enough for
// arithmetic, and with two, where words alone decide.
func TestUnseenHeads(t *testing.T) {
	for _, rows := range []int{7, 2} {
		right := 0
		heads := unseenHeads(t)
		for _, h := range heads {
			if wrong := h.misread(t, rows); wrong != "" {
				t.Errorf("%d rows, %v: %s", rows, h.heads, wrong)
				continue
			}
			right++
		}
		t.Logf("%d rows: %d of %d heads are read", rows, right, len(heads))
	}
}
