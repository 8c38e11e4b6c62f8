package structure

import (
	"strings"
	"testing"
)

// Columns that were inferred from lines with gaps merge cells as drawn ones do: where a
// column has such cells, the empty one at the top of the next page is the rest of one.
func TestInferredCellGoesOnOverThePage(t *testing.T) {
	doc := docOf(true,
		lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "2|巡查|^|10.00|9.00|96", "3|泵站检修|水文站|20.00|20.00|97"),
		lines(headRow, "4|闸门更换||30.00|30.00|95", "5|水质监测|^|40.00|38.00|94", "6|宣传|办公室|8.00|8.00|99"))
	for i := range doc.Blocks {
		doc.Blocks[i].Table.Confidence = 0.9
	}
	tables := read(t, doc).Tables()
	want := lines(headRow, "1|渠道维修|水利站|100.00|90.00|98", "2|巡查|^|10.00|9.00|96", "3|泵站检修|水文站|20.00|20.00|97",
		"4|闸门更换|^|30.00|30.00|95", "5|水质监测|^|40.00|38.00|94", "6|宣传|办公室|8.00|8.00|99")
	if len(tables) != 1 || strings.TrimSpace(drawn(tables[0].Table)) != want {
		t.Errorf("got %d tables, %s\nwant %s", len(tables), drawn(tables[0].Table), want)
	}
}
