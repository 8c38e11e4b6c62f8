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
func Judge(ctx context.Context, p *page.Page) error {
	straighten(p)
	if err := ctx.Err(); err != nil {
		return err
	}
	body := p.TextSize()
	watermarks(p, body)
	fade(p, body)
	strike(p)
	raise(p, body)
	track(p)
	return ctx.Err()
}
