package form

import (
	"cmp"
	"regexp"
	"strings"

	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/internal/text/printed"
	"selfeval/report"
)

// fundTable is the money table of a form: its header, then a row a source.
type fundTable struct {
	cols   map[string][]int
	unit   map[string]string // by column, "" for all
	weight *report.Number    // printed in the header: 执行率（10分）
	first  int               // leftmost column of figures
	row    int               // header's row, for cells that reach down from above it
	paired bool              // made of labels with their values beside them
}

// ordinal is a source with a number of its own: 1.财政拨款, （二）其他资金.
var ordinal = regexp.MustCompile(`^\s*[（(]?(?:\d|[一二三四五六七八九])+[）)]?[.、．)）]`)

// inlineFigure is a label with its figure in one cell: 预算数：86.40.
var inlineFigure = regexp.MustCompile(`^([\p{Han}（）()%/×A-Z]{2,16})[:：]([\d,.]+)(%|万?元|亿元)?$`)

// inlineFunds reads a money row whose cells hold label and figure: 预算数：86.40 |
// 执行数：85.10 | 执行率：98.50%. It reports whether the line was one.
func (fr *reader) inlineFunds(l *formLine) bool {
	f := report.Fund{Total: true, At: l.at}
	for _, c := range l.cells {
		if fr.unit == "" {
			fr.unit = lexicon.UnitIn(c.Text)
		}
		m := inlineFigure.FindStringSubmatch(c.key)
		if m == nil {
			continue
		}
		amount := &report.Amount{Raw: m[2], Unit: fr.unit, At: c.At}
		if strings.HasSuffix(m[3], "元") {
			amount.Unit = m[3]
		}
		plain := &report.Number{Raw: m[2], At: c.At}
		switch field := fr.Vocab.FormFunds.Exactly(m[1]); {
		case field == "rate":
			plain.Raw += m[3]
			f.Rate = plain
		case field == "weight" && m[3] == "":
			f.Weight = plain
		case field == "score" && m[3] == "":
			f.Score = plain
		case m[3] == "%":
		case field == "initial":
			f.Initial = amount
		case field == "budget":
			f.Budget = amount
		case field == "executed":
			f.Executed = amount
		}
	}
	if f.Executed == nil || f.Budget == nil && f.Initial == nil {
		return false
	}
	fr.form.Unit = cmp.Or(fr.form.Unit, f.Executed.Unit)
	fr.form.Funds = append(fr.form.Funds, f)
	return true
}

// fundHeader reads a row of column heads such as 全年预算数, 全年执行数, 执行率.
func (rd *room) fundHeader(l *formLine) *fundTable {
	ft := &fundTable{cols: map[string][]int{}, unit: map[string]string{}, first: l.t.Cols, row: l.row}
	named := 0
	for _, c := range l.cells {
		if rd.Vocab.FormTasks.Exactly(c.key) == "task" || rd.Vocab.FormIndicators.Heading(c.key) == "level3" {
			return nil
		}
		field := rd.Vocab.FormFunds.Heading(c.key)
		if field != "" && c.Col == 0 && len(l.cells) > 2 && !figuresBelow(l, c) {
			field = "" // 年度预算（万元） over the names of the sources
		}
		if u := lexicon.UnitIn(c.Text); u != "" {
			ft.unit[field] = u
		}
		if field == "" {
			continue
		}
		if right := l.t.Cell(l.row, c.Col+c.ColSpan); right != nil && paper.Numeric(right.Text) && right.Row == l.row {
			return nil // a label with its value, not the head of a column
		}
		if p := formPoints.FindStringSubmatch(c.key); p != nil && (field == "rate" || field == "score" || field == "weight") && ft.weight == nil {
			ft.weight = &report.Number{Raw: p[1], At: c.At}
		}
		from, to := underHead(l, c)
		ft.first = min(ft.first, from)
		if _, twice := ft.cols[field]; twice {
			continue
		}
		named++
		for col := from; col < to; col++ {
			ft.cols[field] = append(ft.cols[field], col)
		}
	}
	money := len(ft.cols["budget"]) + len(ft.cols["executed"]) + len(ft.cols["initial"])
	if named < 2 || money == 0 {
		return nil
	}
	return ft
}

// figuresBelow reports whether the first text below a head is a figure, or the
// dash in its place.
func figuresBelow(l *formLine, head formCell) bool {
	for row := head.Row + head.RowSpan; row < l.t.Rows; row++ {
		if c := l.t.Cell(row, head.Col); c != nil && strings.TrimSpace(c.Text) != "" {
			return paper.Numeric(c.Text) || printed.Unstated(c.Text)
		}
	}
	return false
}

// fundPairs reads a money row that is made of labels with their values beside
// them: 预算数 | 100 | 执行数 | 95. below says that money rows stand above it, so that
// figures without money count.
func (rd *room) fundPairs(l *formLine, below bool) *fundTable {
	ft := &fundTable{cols: map[string][]int{}, unit: map[string]string{}, first: l.t.Cols, row: l.row - 1, paired: true}
	money := false
	for _, c := range l.cells {
		field := rd.Vocab.FormFunds.Exactly(c.key)
		if u := lexicon.UnitIn(c.Text); u != "" {
			ft.unit[field] = u
		}
		if field == "" || field == "other" || ft.cols[field] != nil {
			continue
		}
		for col := c.Col + c.ColSpan; col < l.t.Cols; col++ {
			v := l.t.Cell(l.row, col)
			if v == nil || strings.TrimSpace(v.Text) == "" {
				continue
			}
			if paper.Numeric(v.Text) {
				ft.cols[field] = []int{v.Col}
				ft.first = min(ft.first, v.Col)
				money = money || field == "budget" || field == "executed" || field == "initial"
			}
			break
		}
	}
	if !money && (!below || len(ft.cols) == 0) {
		return nil
	}
	return ft
}

// fund reads a row of the money table. It reports whether the line was one.
func (fr *reader) fund(l *formLine) bool {
	ft := fr.funds
	name := fr.fundName(l, ft)
	if ft.paired && name != "" && !fundNameLike(name) {
		return false
	}
	f := report.Fund{Name: name, At: l.at}
	words := false // where amounts should stand
	amount := func(field string) *report.Amount {
		text, c, told := figureIn(l, ft.cols[field])
		if strings.ContainsAny(text, "%％") {
			text, told = "", true
		}
		words = words || told
		if text == "" {
			return nil
		}
		unit := ft.unit[field]
		if unit == "" {
			unit = ft.unit[""]
		}
		if unit == "" {
			unit = fr.unit
		}
		return &report.Amount{Raw: text, Unit: unit, At: c.At}
	}
	plain := func(field string) *report.Number {
		text, c, _ := figureIn(l, ft.cols[field])
		return figure(text, c)
	}
	f.Initial, f.Budget, f.Executed = amount("initial"), amount("budget"), amount("executed")
	f.Weight, f.Rate, f.Score = plain("weight"), plain("rate"), plain("score")
	if words && (name == "" || f.Initial == nil && f.Budget == nil && f.Executed == nil) {
		fr.funds = nil // rows of another kind, or all slipped out from under their heads
		return false
	}
	if words {
		// The row has slipped out from under the heads: no telling which is which.
		f = report.Fund{Name: name, At: l.at}
	}
	if f.Initial == nil && f.Budget == nil && f.Executed == nil && f.Rate == nil && f.Score == nil {
		// A source without money: kept by name, left out where it has none.
		if name == "" || !fundNameLike(name) {
			return name == "" && len(l.cells) == 0
		}
	}
	f.Name, f.Level = fundLevel(name)
	if strings.ContainsAny(f.Name, ":：") {
		return true // 一般公共预算：1352.75, and nothing says which figure of the year it is
	}
	f.Total = fr.Vocab.FormTotals.Has(labelKey(lexicon.WithoutBrackets(cjk.Squeeze(f.Name))))
	if last := len(fr.form.Funds) - 1; f.Level == 1 && last >= 0 && fr.form.Funds[last].Level > 0 {
		f.Level = fr.form.Funds[last].Level + 1 // 其中 of a part
	}
	if f.Total {
		f.Level = 0
	} else if f.Level == 0 && ordinal.MatchString(f.Name) {
		f.Level = 1
	} else if f.Level == 0 && len(fr.form.Funds) > 0 {
		f.Level = max(fr.form.Funds[len(fr.form.Funds)-1].Level, 1)
	}
	if (f.Total || len(fr.form.Funds) == 0) && f.Weight == nil && ft.weight != nil {
		f.Weight, ft.weight = ft.weight, nil
	}
	if fr.form.Unit == "" {
		for _, a := range []*report.Amount{f.Budget, f.Executed, f.Initial} {
			if a != nil && a.Unit != "" {
				fr.form.Unit = a.Unit
				break
			}
		}
	}
	fr.form.Funds = append(fr.form.Funds, f)
	return true
}

// fundName is the text nearest to the left of the figures that is no head.
func (fr *reader) fundName(l *formLine, ft *fundTable) string {
	name := ""
	for _, c := range l.cells {
		if c.Col >= ft.first {
			break
		}
		if u := lexicon.UnitIn(c.Text); u != "" && ft.unit[""] == "" {
			ft.unit[""] = u
		}
		bare := labelKey(lexicon.WithoutBrackets(lexicon.StripUnit(c.key)))
		if fr.Vocab.FormHeads.Has(bare) || paper.Numeric(c.Text) || bare == "其中" && c.Col+c.ColSpan < ft.first {
			if bare == "其中" {
				fr.among = true
			}
			continue
		}
		if f := fr.Vocab.FormFunds.Exactly(c.key); f != "" && name != "" {
			continue // the label of the figure beside it
		}
		name = c.Text
	}
	return name
}

// fundNameLike reports whether a name is that of a source of money.
func fundNameLike(name string) bool {
	key := labelKey(name)
	return len(key) <= 60 && !strings.ContainsAny(key, "。；") && (strings.Contains(key, "资金") || strings.Contains(key, "拨款") || strings.Contains(key, "收入") || strings.Contains(key, "预算") || strings.Contains(key, "其中") || strings.Contains(key, "债") || strings.Contains(key, "补助") || strings.Contains(key, "总额") || strings.Contains(key, "支出") || strings.Contains(key, "财政"))
}

// fundLevel takes 其中： off a source's name: it says that the row is a part of
// the one before, which a second one inside a part says again.
func fundLevel(name string) (string, int) {
	s := strings.TrimFunc(name, cjk.Space)
	if squeezed := cjk.Squeeze(s); lexicon.StripUnit(squeezed) != squeezed {
		s = lexicon.StripUnit(squeezed)
	}
	s = strings.TrimRight(s, ":：")
	if rest, ok := strings.CutPrefix(s, "其中"); ok {
		if rest = strings.TrimLeftFunc(rest, func(r rune) bool { return cjk.Space(r) || r == ':' || r == '：' }); rest != "" {
			return rest, 1
		}
	}
	return s, 0
}
