package normalize

import (
	"fmt"
	"strconv"

	"selfeval/report"
)

// sequence repairs a misprinted sequence number, or one that is missing, where its
// neighbours leave no doubt: printed 22, 23, 23, 25 or 22, 23, blank, 25, the third
// can only be 24. The rows must belong to one group and the number must be printed
// nowhere else. What is printed stays in seq_printed.
func sequence(p *pass) {
	rows := p.Report.Projects
	type place struct {
		group string
		seq   int
	}
	printed := map[place]bool{}
	for i := range rows {
		printed[place{rows[i].Group, rows[i].Seq.Int()}] = true
	}
	for i := 1; i+1 < len(rows); i++ {
		prev, cur, next := &rows[i-1], &rows[i], &rows[i+1]
		unread := !cur.Seq.Known() && cur.Seq.Raw != "" // printed, and no number
		if !prev.Seq.Known() || unread || !next.Seq.Known() || prev.Group != cur.Group || cur.Group != next.Group {
			continue
		}
		before, want := cur.Seq.String(), prev.Seq.Int()+1
		if before == strconv.Itoa(want) || next.Seq.Int() != want+1 || printed[place{cur.Group, want}] {
			continue
		}
		cur.Seq.Set(want)
		p.fix(fmt.Sprintf("projects[%d].seq", i), before, strconv.Itoa(want),
			report.Textf("前一行为%d，后一行为%d，此行只能是%d", "the row before has %d and the row after %d: this one can only be %d", want-1, want+1, want), cur.At)
	}
}
