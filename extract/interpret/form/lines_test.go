package form

import (
	"testing"

	"selfeval/extract/document"
	"selfeval/extract/interpret/form/rows"
	"selfeval/internal/text/lexicon"
)

// A line with a word of a form on it, however it is dressed, must not be passed over.
func TestFormSignsPassNoWordOver(t *testing.T) {
	v := lexicon.Default()
	line := func(texts ...string) *rows.Line {
		table := &document.Table{Rows: 1, Cols: len(texts)}
		for i, s := range texts {
			table.Cells = append(table.Cells, document.Cell{Col: i, RowSpan: 1, ColSpan: 1, Text: s})
		}
		table.Seal()
		return &rows.Of(0, table)[0]
	}
	for _, list := range []*lexicon.Labels{&v.FormFields, &v.FormFunds, &v.FormGoals, &v.FormIndicators, &v.FormTasks} {
		for _, words := range list.Words() {
			for _, w := range words {
				for _, dressed := range []string{w, w + "：", "（" + w + "）", w + "（万元）", w + "/万元", w + "①", w + "*", w + "(10分)", "  " + w, w[:3] + " " + w[3:], w[:3] + "（年）" + w[3:]} {
					if list.Exactly(dressed) != "" && rows.PassedOver(v.FormSigns(), line("甲县水务局", dressed, "100.00").Cells) {
						t.Errorf("%q is passed over", dressed)
					}
				}
				if text := w + "：某某"; rows.PassedOver(v.FormSigns(), line(text, "100.00").Cells) {
					t.Errorf("%q is passed over", text)
				}
				for _, dressed := range []string{"2022年度" + w, "2022年" + w + "（万元）", w + "A", w + "（B/A）%", "全年" + w + "②"} {
					if list.Heading(rows.Key(dressed)) != "" && rows.PassedOver(v.FormSigns(), line(dressed, "某某", dressed).Cells) {
						t.Errorf("%q is passed over", dressed)
					}
				}
			}
		}
	}
	if !rows.PassedOver(v.FormSigns(), line("37", "第37号造林绿化与管护补助项目", "造林站", "1000.00", "998.50", "1.50", "98.5", "继续安排").Cells) {
		t.Error("a row of names and figures is not passed over")
	}
}
