package normalize

import (
	"fmt"
	"strconv"
)

// sequence repairs a misprinted sequence number where its neighbours leave no
// doubt: printed 22, 23, 23, 25, the third can only be 24. The printed number
// stays in seq_printed.
func sequence(p *pass) {
	rows := p.Report.Projects
	for i := 1; i+1 < len(rows); i++ {
		prev, cur, next := rows[i-1].Seq, &rows[i].Seq, rows[i+1].Seq
		if !prev.Known() || !cur.Known() || !next.Known() {
			continue
		}
		want := prev.Int() + 1
		if cur.Int() == want || next.Int() != want+1 {
			continue
		}
		before := cur.Int()
		cur.Set(want)
		p.fix(fmt.Sprintf("projects[%d].seq", i), strconv.Itoa(before), strconv.Itoa(want),
			fmt.Sprintf("前一行为%d，后一行为%d，此行只能是%d", prev.Int(), next.Int(), want), rows[i].At)
	}
}
