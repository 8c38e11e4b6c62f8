// Package seen decides what of a page a reader takes for its text: it marks raised
// signs of notes, brings digits set apart together and takes away what is struck out, too pale to be seen, or a
// watermark, and keeps the account of it in page.LeftOut. It looks at glyphs and
// lines alone, so that it judges both engines' pages alike; what only the order of
// painting tells, such as text painted over, is the engine's to say.
package seen

import (
	"context"

	"selfeval/extract/pdf/page"
)

// Judge changes the page. Its error is the context's.
func Judge(ctx context.Context, p *page.Page) (err error) {
	c := &clock{ctx: ctx}
	defer func() {
		if x := recover(); x != nil {
			if !c.late {
				panic(x)
			}
			err = context.Cause(ctx)
		}
	}()
	straighten(c, p)
	body := p.TextSize()
	stamps(c, p)
	watermarks(c, p, body)
	fade(c, p, body)
	strike(c, p)
	raise(c, p, body)
	track(c, p)
	columns(p)
	return ctx.Err()
}

// clock ends the work on a page that takes too long, by a panic that Judge takes for
// the context's error.
type clock struct {
	ctx   context.Context
	steps int
	late  bool
}

// breath is how many steps are made between two looks at the clock.
const breath = 1 << 16

func (c *clock) work(steps int) {
	if c.steps += steps; c.steps < breath {
		return
	}
	if c.steps = 0; c.ctx.Err() != nil {
		c.late = true
		panic(c.ctx.Err())
	}
}
