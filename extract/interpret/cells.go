package interpret

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/report"
)

// This file looks at cells and rows of a grid without asking what they mean.

// across returns the cell that fills a whole row, nil where several do. A row
// whose other cells are all empty counts.
func across(t *document.Table, row int) *document.Cell {
	var only *document.Cell
	for c := range t.Cols {
		cell := t.Cell(row, c)
		if cell == nil || cell.Text == "" || cell == only {
			continue
		}
		if cell.Row != row || only != nil {
			return nil
		}
		only = cell
	}
	return only
}

// ownCells lists the filled cells that start in a row.
func ownCells(t *document.Table, row int) []*document.Cell {
	var out []*document.Cell
	for c := range t.Cols {
		if cell := t.Cell(row, c); cell != nil && cell.Row == row && cell.Col == c && cell.Text != "" {
			out = append(out, cell)
		}
	}
	return out
}

// blankRow reports whether no filled cell starts in a row.
func blankRow(t *document.Table, row int) bool {
	for c := range t.Cols {
		if cell := t.Cell(row, c); cell != nil && cell.Row == row && cell.Text != "" {
			return false
		}
	}
	return true
}

// width is how many grid positions of a row are covered: less than the table's
// columns where a row has too few cells.
func width(t *document.Table, row int) int {
	n := 0
	for c := range t.Cols {
		if t.Cell(row, c) != nil {
			n++
		}
	}
	return n
}

// rowAt is the place of a row: its first cell's line and page, boxes united.
func rowAt(t *document.Table, row int) report.Location {
	at := report.Location{Table: t.Index, Row: row + 1, Page: t.At.Page}
	first := true
	for c := range t.Cols {
		cell := t.Cell(row, c)
		if cell == nil || cell.Row != row || cell.Col != c {
			continue
		}
		if first {
			at.Page, at.Line, at.Row, first = cell.At.Page, cell.At.Line, cell.At.Row, false
			if cell.At.Table > 0 {
				at.Table = cell.At.Table
			}
		}
		if cell.At.BBox != nil && cell.RowSpan == 1 && cell.At.Page == at.Page {
			box := *cell.At.BBox
			if at.BBox != nil {
				box = document.Union(*at.BBox, box)
			}
			at.BBox = &box
		}
	}
	return at
}

var figureSigns = cjk.NewSet(".,%+-−—–/亿千百十万元分整￥¥()△▲")

// numeric reports whether a text is a figure, well formed or not.
func numeric(s string) bool {
	digits := false
	for _, r := range s {
		switch r = cjk.Fold(r); {
		case r >= '0' && r <= '9':
			digits = true
		case cjk.Space(r):
		case figureSigns.Has(r):
		default:
			return !digits && spelled(s)
		}
	}
	return digits
}

const (
	digitWords = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
	tensWords  = "十百千万亿拾佰仟"
	unitWords  = "元圆角分点成"
)

var (
	spelledDigits, spelledTens, spelledUnits = cjk.NewSet(digitWords), cjk.NewSet(tensWords), cjk.NewSet(unitWords)

	// spelling is what a spelled figure may start with: 人民币, 百分之, or itself.
	spelling = cjk.NewSet("人" + digitWords + tensWords + unitWords)
)

// spelled reports a figure written out in Chinese with what makes it one: 壹佰万元,
// 百分之九十八, 九成五. A bare numeral numbers something.
func spelled(s string) bool {
	if len(s) > 90 { // of bytes; no sum takes more
		return false
	}
	s = cjk.Squeeze(s)
	if first, _ := utf8.DecodeRuneInString(s); !spelling.Has(first) {
		return false
	}
	money := strings.HasPrefix(s, "人民币")
	s = strings.TrimRight(strings.TrimPrefix(s, "人民币"), "整正")
	end := strings.TrimRight(s, "元圆角分")
	share := strings.HasPrefix(s, "百分之")
	if !money && !share && (len(end) == len(s) || !strings.ContainsAny(s, "元圆")) && !strings.Contains(s, "成") {
		return false
	}
	s = strings.TrimPrefix(s, "百分之")
	numeral := false
	for _, r := range s {
		switch {
		case spelledDigits.Has(r):
			numeral = true
		case spelledTens.Has(r):
			numeral = numeral || share
		case spelledUnits.Has(r):
		default:
			return false
		}
	}
	return numeral
}

// wordy reports whether a text has letters: a name rather than a figure.
func wordy(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) && !numeric(s) }

// year reports a cell such as 2022 or 2022年, which headers do hold.
func year(s string) bool {
	s = strings.TrimRight(cjk.Squeeze(s), "年度")
	return len(s) == 4 && (strings.HasPrefix(s, "20") || strings.HasPrefix(s, "19")) && strings.Trim(s, "0123456789") == ""
}

// smallNumber reads 7, (7), 7. as seven.
func smallNumber(s string) (int, bool) {
	s = strings.Trim(cjk.Squeeze(s), "().、")
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' || n > 9999 {
			return 0, false
		}
		n = n*10 + int(r-'0')
	}
	return n, s != ""
}

// chineseNumeral reports a number such as 一、 or （二）, which marks a group.
func chineseNumeral(s string) bool {
	s = strings.Trim(cjk.Squeeze(s), "()、.")
	return s != "" && strings.Trim(s, "一二三四五六七八九十") == ""
}

// cutNumeral cuts the Chinese numeral that a text starts with: 一、本级项目,
// （二）下属单位.
func cutNumeral(s string) (rest string, ok bool) {
	s = strings.TrimPrefix(cjk.Squeeze(s), "(")
	i := strings.IndexAny(s, "、.)")
	if i <= 0 || i > len("二十一") || !chineseNumeral(s[:i]) {
		return "", false
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return s[i+n:], true
}

// numbered reports whether a text starts with a Chinese numeral.
func numbered(s string) bool { _, ok := cutNumeral(s); return ok }

// dataRow reports whether a row holds figures in at least two cells, which no
// header does. A row of column numbers (1 2 3 …) is no data.
func dataRow(t *document.Table, row int) bool {
	figures := 0
	for _, cell := range ownCells(t, row) {
		if numeric(cell.Text) && !year(cell.Text) {
			figures++
		}
	}
	return figures >= 2 && !numberRow(t, row)
}

// numberRow reports a row that only numbers the columns: 1 2 3 …, 栏次 1 2 3, A B C.
func numberRow(t *document.Table, row int) bool {
	next, count := 0, 0
	for i, cell := range ownCells(t, row) {
		text := cjk.Squeeze(cell.Text)
		if i == 0 && (text == "栏次" || text == "序号" || text == "行次") {
			continue
		}
		// 6=5/4: a formula over the columns
		if j := strings.IndexByte(text, '='); j > 0 {
			text = text[:j]
		}
		n, ok := smallNumber(text)
		if !ok && len(text) == 1 && text[0] >= 'A' && text[0] <= 'Z' {
			n, ok = int(text[0]-'A')+1, true
		}
		if !ok || count > 0 && n != next || count == 0 && n > 2 {
			return false
		}
		next, count = n+1, count+1
	}
	return count >= 3 && count*2 > t.Cols
}
