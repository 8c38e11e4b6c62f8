package report

import "testing"

func TestPlaces(t *testing.T) {
	cell := func(page, table, row, column int) Location {
		return Location{Page: page, Table: table, Row: row, Column: column}
	}
	for _, c := range []struct {
		at     []Location
		most   int
		zh, en string
	}{
		{nil, 4, "", ""},
		{[]Location{{}}, 4, "", ""},
		{[]Location{cell(2, 1, 6, 5)}, 4, "第2页 表1 第6行 第5列", "page 2 table 1 row 6 column 5"},
		{[]Location{cell(2, 1, 6, 5), cell(2, 1, 6, 4), cell(2, 1, 6, 5)}, 4, "第2页 表1 第6行 第5列、第4列", "page 2 table 1 row 6 column 5, column 4"},
		{[]Location{cell(0, 1, 6, 5), cell(0, 1, 9, 5), cell(0, 2, 9, 5)}, 4, "表1 第6行 第5列；第9行 第5列；表2 第9行 第5列", "table 1 row 6 column 5; row 9 column 5; table 2 row 9 column 5"},
		{[]Location{{Page: 1}, {Page: 3}}, 4, "第1页、第3页", "page 1, page 3"},
		{[]Location{{Page: 1, Table: 2}, cell(1, 2, 6, 5)}, 4, "第1页 表2；表2 第6行 第5列", "page 1 table 2; table 2 row 6 column 5"},
		{[]Location{cell(0, 1, 6, 5), cell(0, 1, 7, 5), cell(0, 1, 8, 5)}, 2, "表1 第6行 第5列；第7行 第5列 等，共 3 处", "table 1 row 6 column 5; row 7 column 5 …, 3 in all"},
	} {
		if zh, en := Places(c.at, c.most, ZH), Places(c.at, c.most, EN); zh != c.zh || en != c.en {
			t.Errorf("%v:\n%s\n%s\nwant\n%s\n%s", c.at, zh, en, c.zh, c.en)
		}
	}
}
