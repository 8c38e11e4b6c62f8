package prose

import (
	"strings"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// mostRestated is how many sentences of restated figures are kept of a paper.
const mostRestated = 20

// readRestated keeps the sentences that tell why last year's figures need not be those
// that were published: restated, of another scope, of units that came or went.
func (rd *room) readRestated() {
	for i := range rd.Passages {
		p := &rd.Passages[i]
		for _, s := range p.Sentences() {
			text, w := cjk.Squeeze(p.Said(s.Start, s.End)), &rd.Vocab.Declared
			if !lexicon.HoldsAny(text, w.Restated) && !(lexicon.HoldsAny(text, w.Reorganised) && lexicon.HoldsAny(text, w.Compared)) {
				continue
			}
			rd.out.Restated = append(rd.out.Restated, report.Restatement{Raw: strings.TrimSpace(p.Text[s.Start:s.End]), At: rd.Locate(p, s.Start, s.End)})
			if len(rd.out.Restated) == mostRestated {
				return
			}
		}
	}
}
