package form

import (
	"context"
	"reflect"
	"selfeval/extract/interpret/form/signs"
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/extract/interpret/columns"
	"selfeval/extract/interpret/form/goal"
	"selfeval/extract/interpret/form/labels"
	"selfeval/extract/interpret/form/rows"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/lexicon"
)

// lineOf makes a table's row of texts parted by |.
func lineOf(row string) *rows.Line {
	texts := strings.Split(row, "|")
	t := &document.Table{Rows: 1, Cols: len(texts)}
	for i, s := range texts {
		t.Cells = append(t.Cells, document.Cell{Col: i, RowSpan: 1, ColSpan: 1, Text: s})
	}
	t.Seal()
	return &rows.Of(0, t)[0]
}

func emptyRoom() *room {
	return &room{Reader: &columns.Reader{Paper: paper.New(context.Background(), &document.Document{}, nil, nil, lexicon.Default())}, Teller: labels.Teller{Words: lexicon.Default()}, shown: map[rowOf]signs.Evidence{}}
}

// TestShows tells lines of forms by what they show, and from those of other tables.
func TestShows(t *testing.T) {
	for _, c := range []struct {
		line string
		want signs.Evidence
	}{
		{"项目支出绩效自评表||", signs.Title},
		{"项目名称|堤防加固工程|主管部门|临江县水务局", signs.Project},
		{"主管部门|临江县水务局|实施单位|临江县河道所", signs.Labels},
		{"项目资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分", signs.Funds},
		{"年度总体目标|预期目标|实际完成情况", signs.Goal},
		{"一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分", signs.Tree},
		{"7|堤防加固工程|河道所|1000.00|998.50|98.5", 0},
		{"姓名|职务|电话", 0},
	} {
		if got := emptyRoom().shows(lineOf(c.line)); got != c.want {
			t.Errorf("%s shows %b, want %b", c.line, got, c.want)
		}
	}
}

// TestRecognisedAlike shows that a line is recognised as often as it is asked for: to
// recognise it takes nothing from it and leaves nothing behind.
func TestRecognisedAlike(t *testing.T) {
	rd, l := emptyRoom(), lineOf("年度总体目标|预期目标：完成加固12公里|实际完成情况：完成加固12公里")
	before := *l
	want := goal.Read(l, nil, rd.Teller)
	if want == nil || len(want.Texts) != 2 || want.Texts[0].Text != "完成加固12公里" || !want.Texts[1].Actual {
		t.Fatalf("the goal is not taken apart: %+v", want)
	}
	rd.shows(l)
	if got := goal.Read(l, nil, rd.Teller); !reflect.DeepEqual(got, want) {
		t.Errorf("read again: %+v, want %+v", got, want)
	}
	if !reflect.DeepEqual(*l, before) || len(rd.Notes) > 0 {
		t.Error("recognition has left its traces")
	}
}
