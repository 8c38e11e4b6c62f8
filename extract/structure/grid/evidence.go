package grid

import (
	"selfeval/report"
)

// Evidence speaks for a hypothesis, or with a negative weight against it.
type Evidence struct {
	Text   report.Text
	Weight int
	At     report.Location
}

// Case is a hypothesis with its evidence.
type Case struct{ Evidence []Evidence }

// Say adds evidence.
func (c *Case) Say(weight int, at report.Location, zh, en string, args ...any) {
	c.Evidence = append(c.Evidence, Evidence{report.Textf(zh, en, args...), weight, at})
}

// Sum is the weight of all evidence.
func (c *Case) Sum() int {
	sum := 0
	for _, e := range c.Evidence {
		sum += e.Weight
	}
	return sum
}
