package pdf

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/internal/conformance/testpdf"
)

// TestTurnedBlocks sets a table in every direction below upright text.
func TestTurnedBlocks(t *testing.T) {
	table := ledger("98.60", "1250.00", "386.5", "12.00", "7.7")
	prose := shown(60, 800, 10, "一、项目基本情况。本年度共安排五个河段清淤项目，均已完工。") + shown(60, 784, 10, "二、资金使用情况。资金按进度拨付，使用规范，详见下表。") + shown(60, 768, 10, "三、其他。")
	label := "q 0 1 -1 0 420 600 cm " + shown(0, 0, 10, "附表") + "Q\n"
	for _, c := range []struct{ name, set string }{
		{"upright", "1 0 0 1 0 0"},
		{"upside down", "-1 0 0 -1 500 1200"},
		{"upwards", "0 1 -1 0 900 100"},
		{"downwards", "0 -1 1 0 -400 700"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := testpdf.New()
			font := f.CID("STSong-Light", "UniGB-UCS2-H", "GB1", wide)
			f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >>", font), prose+"q "+c.set+" cm "+table+"Q\n"+label)
			doc, err := Read(context.Background(), f.Bytes(), document.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if got := column(doc, 2); !slices.Equal(got, []string{"执行数", "98.60", "1250.00", "386.5", "12.00", "7.7"}) {
				t.Errorf("the column reads %q", got)
			}
			all := ""
			for _, b := range doc.Blocks {
				all += b.Text + "\n"
				if b.At.Page != 1 {
					t.Errorf("%q stands on page %d", b.Text, b.At.Page)
				}
			}
			for _, want := range []string{"五个河段清淤项目", "详见下表", "附表"} {
				if !strings.Contains(all, want) {
					t.Errorf("%q is missing in %q", want, all)
				}
			}
			for _, n := range doc.Notes {
				if n.Lost {
					t.Errorf("note %v", n)
				}
			}
		})
	}
}

// TestVerticalProse reads a page written in columns from the right to the left.
func TestVerticalProse(t *testing.T) {
	lines := []string{"一、项目概况。本年度安排河段清淤", "等项目五个，预算资金一千二百万元，", "实际支出一千一百五十万元。", "二、绩效目标完成情况。全部项目按期", "完工并通过验收，群众满意度较高。"}
	f := testpdf.New()
	font := f.CID("STSong-Light", "UniGB-UCS2-V", "GB1", "")
	content := ""
	for i, l := range lines {
		y := 760.0
		if i == 0 || i == 3 { // a paragraph begins two characters lower
			y -= 24
		}
		content += shown(500-18*float64(i), y, 12, l)
	}
	content += shown(530, 700, 18, "自评报告") // its title, larger, in the first column
	f.Page("", fmt.Sprintf("/Font << /F1 %d 0 R >>", font), content)
	doc, err := Read(context.Background(), f.Bytes(), document.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, b := range doc.Blocks {
		got += b.Text
	}
	if want := "自评报告" + strings.Join(lines, ""); strings.ReplaceAll(got, "\n", "") != want {
		t.Errorf("read %q, want %q", got, want)
	}
}
