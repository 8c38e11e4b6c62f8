package content

import "selfeval/extract/pdf/page"

// textRun is what was painted since the text's place was last set: characters that
// follow each other by their widths alone.
type textRun struct {
	begun  bool // a character of it was painted
	hidden int  // so many before it are beyond what the page shows
}

// place begins a new run: the next character stands where it was told to.
func (in *interp) place() { in.text = textRun{} }

// shown notes that the run's next character is seen; apart says that it is the first.
func (in *interp) shown() (apart bool) {
	apart = !in.text.begun
	in.text.begun = true
	in.page.Cut += in.text.hidden
	in.text.hidden = 0
	return apart
}

// runsOn reports a character beside what the page or a clip shows that goes on a text
// within it: a figure without its last digits would be another figure. A text none of
// which is seen was not meant to be.
func (in *interp) runsOn(b page.Box, m page.Matrix) bool {
	gs := &in.gs
	y := (b.Y0 + b.Y1) / 2
	switch {
	case in.off > 0, gs.mode == 3 || gs.mode == 7, m[1] != 0 || m[2] != 0, !(y >= gs.clip.Y0 && y <= gs.clip.Y1):
		return false
	case gs.seen(gs.fill)>>8&0xff > 0x99: // as pale as a mark under the text
		return false
	case !in.text.begun:
		in.text.hidden++
		return false
	case b.X1 > in.page.Width:
		in.page.Cut++
	}
	return true
}
