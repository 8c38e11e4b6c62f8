package report

import "github.com/shopspring/decimal"

// FullScore is what the scores of the summary table are out of (满分): as its head
// states it, else as the conclusion does, else 100. It is not known where the head
// does not state it and most of three rows or more exceed it.
func (r *Report) FullScore() (full decimal.Decimal, known bool) {
	if r.ScoreFull.Known() {
		return r.ScoreFull.Dec(), true
	}
	full = decimal.NewFromInt(100)
	if r.Conclusion != nil && r.Conclusion.Full.Known() {
		full = r.Conclusion.Full.Dec()
	}
	rows, above := 0, 0
	for i := range r.Projects {
		if s := r.Projects[i].Score; s.Known() && s.Unit != "%" {
			rows++
			if s.Dec().GreaterThan(full) {
				above++
			}
		}
	}
	return full, above < 3 || 2*above <= rows
}
