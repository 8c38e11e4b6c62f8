package structure

import (
	"strings"
	"testing"
)

// What a reader without lines makes of cells merged over several rows, and what they are.
func TestCentred(t *testing.T) {
	head := "序号|项目名称|资金来源|预算数|执行数|得分"
	three := lines(head,
		"||合计|90.00|80.00|", "1|渠道维修|县级|60.00|50.00|98", "||省级|30.00|30.00|",
		"||合计|20.50|20.00|", "2|泵站检修|县级|10.50|10.00|97", "||省级|10.00|10.00|")
	threeRead := lines(head,
		"1|渠道维修|合计|90.00|80.00|98", "^|^|县级|60.00|50.00|^", "^|^|省级|30.00|30.00|^",
		"2|泵站检修|合计|20.50|20.00|97", "^|^|县级|10.50|10.00|^", "^|^|省级|10.00|10.00|^")
	for name, c := range map[string]struct{ printed, want string }{
		"three rows each": {three, threeRead},
		"two rows, the names between them": {
			lines(head, "||本级|90.00|80.00|", "1|渠道维修||||98", "||上级|9.00|8.00|", "||本级|20.50|20.00|", "2|泵站检修||||97", "||上级|2.00|2.00|"),
			lines(head, "1|渠道维修|本级|90.00|80.00|98", "^|^|上级|9.00|8.00|^", "2|泵站检修|本级|20.50|20.00|97", "^|^|上级|2.00|2.00|^")},
		"two rows and four": {
			lines(head, "||本级|90.00|80.00|", "1|渠道维修||||98", "||上级|9.00|8.00|", "||本级|20.50|20.00|", "||上级|2.00|2.00|", "2|泵站检修||||97", "||其他|3.00|3.00|", "||债券|4.00|4.00|"),
			lines(head, "1|渠道维修|本级|90.00|80.00|98", "^|^|上级|9.00|8.00|^", "2|泵站检修|本级|20.50|20.00|97", "^|^|上级|2.00|2.00|^", "^|^|其他|3.00|3.00|^", "^|^|债券|4.00|4.00|^")},
		"one row and three": {
			lines(head, "||合计|90.00|80.00|", "1|渠道维修|县级|60.00|50.00|98", "||省级|30.00|30.00|", "2|泵站检修|合计|20.50|20.00|97", "||合计|7.00|6.00|", "3|巡查|县级|3.00|2.00|96", "||省级|4.00|4.00|"),
			lines(head, "1|渠道维修|合计|90.00|80.00|98", "^|^|县级|60.00|50.00|^", "^|^|省级|30.00|30.00|^", "2|泵站检修|合计|20.50|20.00|97", "3|巡查|合计|7.00|6.00|96", "^|^|县级|3.00|2.00|^", "^|^|省级|4.00|4.00|^")},
		"a total above":               {lines(head, "|合计|合计|110.50|100.00|", cutHead(three)), lines(head, "|合计|合计|110.50|100.00|", cutHead(threeRead))},
		"a total above in its column": {lines(head, "||合计|110.50|100.00|", cutHead(three)), lines(head, "||合计|110.50|100.00|", cutHead(threeRead))},
		"a total below":               {lines(three, "|合计||110.50|100.00|"), lines(threeRead, "|合计||110.50|100.00|")},
		"merged cells above": {
			lines(head, "1|渠道维修|合计|90.00|80.00|98", "^|^|县级|60.00|50.00|^", "^|^|省级|30.00|30.00|^", "||合计|20.50|20.00|", "2|泵站检修|县级|10.50|10.00|97", "||省级|10.00|10.00|"),
			lines(head, "1|渠道维修|合计|90.00|80.00|98", "^|^|县级|60.00|50.00|^", "^|^|省级|30.00|30.00|^", "2|泵站检修|合计|20.50|20.00|97", "^|^|县级|10.50|10.00|^", "^|^|省级|10.00|10.00|^")},
		"names beside the first rows": {
			lines(head, "1|渠道维修|合计|90.00|80.00|98", "||县级|60.00|50.00|", "||省级|30.00|30.00|", "2|泵站检修|合计|20.50|20.00|97", "||县级|10.50|10.00|"), ""},
		"names that are not in the middle": {
			lines(head, "||合计|90.00|80.00|", "||县级|60.00|50.00|", "1|渠道维修|省级|30.00|30.00|98", "||合计|20.50|20.00|", "||县级|10.50|10.00|", "2|泵站检修|省级|10.00|10.00|97"), ""},
		"two names in a group": {
			lines(head, "||合计|90.00|80.00|", "1|渠道维修|县级|60.00|50.00|98", "2|水质监测|省级|30.00|30.00|", "||合计|20.50|20.00|", "3|泵站检修|县级|10.50|10.00|97", "||省级|10.00|10.00|"), ""},
	} {
		d := docOf(true, c.printed)
		d.Blocks[0].Table.Confidence = 0.6
		got, want := strings.TrimSpace(drawn(read(t, d).Blocks[0].Table)), c.want
		if want == "" {
			want = c.printed
		}
		if got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
		d = docOf(true, c.printed) // with lines, cells stand where they stand
		if got := strings.TrimSpace(drawn(read(t, d).Blocks[0].Table)); got != c.printed {
			t.Errorf("%s, with lines: got\n%s", name, got)
		}
	}
}

// A group that a page end cuts is printed in the middle of what is left of it.
func TestCentredOverPages(t *testing.T) {
	head := "序号|项目名称|资金来源|预算数|执行数|得分"
	d := docOf(true,
		lines(head, "||合计|90.00|80.00|", "1|渠道维修|县级|60.00|50.00|98", "||省级|30.00|30.00|", "2|泵站检修|合计|20.50|20.00|97"),
		"+\n"+lines("||县级|10.50|10.00|", "||省级|10.00|10.00|", "||合计|7.00|6.00|", "3|巡查|县级|3.00|2.00|96", "||省级|4.00|4.00|"))
	for i := range d.Blocks {
		d.Blocks[i].Table.Confidence = 0.6
		d.Blocks[i].Table.Edges = []float64{40, 60, 160, 240, 320, 400, 460}
	}
	want := lines(head, "1|渠道维修|合计|90.00|80.00|98", "^|^|县级|60.00|50.00|^", "^|^|省级|30.00|30.00|^",
		"2|泵站检修|合计|20.50|20.00|97", "^|^|县级|10.50|10.00|^", "^|^|省级|10.00|10.00|^",
		"3|巡查|合计|7.00|6.00|96", "^|^|县级|3.00|2.00|^", "^|^|省级|4.00|4.00|^")
	if got := strings.TrimSpace(drawn(read(t, d).Blocks[0].Table)); got != want {
		t.Errorf("got\n%s", got)
	}
}

func cutHead(s string) string {
	_, rest, _ := strings.Cut(s, "\n")
	return rest
}
