// Package page is what a PDF engine hands to layout: the glyphs and the drawn
// rules of one page, in points, with the page's rotation already undone: origin
// at the bottom left of the page as it is read, x to the right, y upwards.
package page

import (
	"context"
	"errors"
	"math"
	"slices"
	"sync"
)

// Page is one page as a reader sees it.
type Page struct {
	Number        int // 1-based
	Width, Height float64
	Glyphs        []Glyph // in painting order
	Rules         []Rule  // drawn lines, in painting order
	Pictures      []Box   // placed images
	Areas         []Area  // filled areas too large to be rules, in painting order
	Rings         []Area  // what drawn circles and ovals enclose, in the ink of their line
	Engine        string  // which engine read the page
	// Undecoded counts glyphs whose text could not be told. Those of which the font
	// says so stand in Glyphs as Unknown, others may be marks and do not.
	Undecoded int
	// Misnamed counts glyphs whose font gives them a text that cannot be theirs;
	// they are not in Glyphs, and no engine can do better.
	Misnamed int
	// Cut counts characters beyond the page's edge in texts that begin or end on it.
	// Those that follow what is seen are in Glyphs.
	Cut int
	// Overhang counts the horizontal lines that go on to the right of what is seen of the
	// page, or stand there.
	Overhang int
	// Recognised counts those Glyphs that are invisible: what a machine read on a
	// picture, as well as it could.
	Recognised int
	// LeftOut is what the file holds for this page and a reader does not take for its
	// text; it is not in Glyphs.
	LeftOut []LeftOut
	// Missing says that the file does not hold all of the page's content.
	Missing bool
	// Same is the number of the page before whose object this page is again; then
	// nothing of it is read a second time. 0 for any other page.
	Same int
}

// rest are pages that were read and laid out: their room is used again.
var rest sync.Pool

// New is an empty page, 1-based.
func New(number int, engine string) *Page {
	p := &Page{}
	if old, ok := rest.Get().(*Page); ok {
		p.Glyphs, p.Rules, p.Areas = old.Glyphs[:0], old.Rules[:0], old.Areas[:0]
	}
	p.Number, p.Engine = number, engine
	return p
}

// Done gives back the room that the page's glyphs and lines take: nobody may look at
// them any more.
func (p *Page) Done() {
	if cap(p.Glyphs) <= maxRoom && cap(p.Rules) <= maxRoom && cap(p.Areas) <= maxRoom {
		rest.Put(&Page{Glyphs: p.Glyphs, Rules: p.Rules, Areas: p.Areas})
	}
	p.Glyphs, p.Rules, p.Areas = nil, nil, nil
}

// maxRoom is how many glyphs a page may have whose room is kept.
const maxRoom = 1 << 14

// Unknown is the text of a glyph that stands among others and could not be told: a
// figure without it would be another figure.
const Unknown = "\ufffd"

// Known counts the glyphs whose text is known.
func (p *Page) Known() int {
	n := 0
	for i := range p.Glyphs {
		if p.Glyphs[i].Text != Unknown {
			n++
		}
	}
	return n
}

// DropUnknown takes the unknown glyphs away where they are more than the others: such
// a page is not read.
func (p *Page) DropUnknown() {
	if 2*p.Known() < len(p.Glyphs) {
		p.Glyphs = slices.DeleteFunc(p.Glyphs, func(g Glyph) bool { return g.Text == Unknown })
	}
}

// Box is a rectangle, X0 <= X1 and Y0 <= Y1.
type Box struct{ X0, Y0, X1, Y1 float64 }

// Glyph is one painted character, or a ligature of several.
type Glyph struct {
	Text string
	Box  Box     // advance width by ascent and descent of the font
	Size float64 // effective font size in points
	// Baseline is the y of the baseline of upright text. Angle is the direction of
	// writing in degrees, counter-clockwise, 0 for upright text.
	Baseline float64
	Angle    float64
	Font     string
	Bold     bool
	Color    uint32 // 0xRRGGBB fill colour
	Vertical bool   // set from a vertical-writing CMap
	// Space says a space character or a TJ gap of a word space stands before it.
	Space bool
	// Apart says that its place was set anew, not by the width of the one before it;
	// where the engine does not know, it is false.
	Apart bool
	// Raised says that it is the mark of a note, set small above the line: no digit of
	// the figure it stands behind.
	Raised bool
}

// Straight reports text along a side of the page; a watermark runs across it.
func (g *Glyph) Straight() bool {
	return math.Abs(math.Remainder(g.Angle, 90)) <= 3
}

// Rule is a drawn line: a stroke, or a filled rectangle thin enough to be one.
// Borders of boxes arrive as their four sides.
type Rule struct {
	X0, Y0, X1, Y1 float64 // X0 <= X1, Y0 <= Y1; horizontal or vertical within half a point
	Width          float64
	Color          uint32 // 0xRRGGBB
}

// Area is a filled rectangle, such as a cell's shading.
type Area struct {
	Box   Box
	Color uint32 // 0xRRGGBB
}

// Horizontal reports whether the rule runs along x.
func (r Rule) Horizontal() bool { return r.X1-r.X0 >= r.Y1-r.Y0 }

// Source is a file opened by a PDF engine. Its methods may be called from
// several goroutines at once.
type Source interface {
	// Pages is the number of pages.
	Pages() int
	// Title is the title in the file's own metadata, a hint only.
	Title() string
	// Page reads page n, 1-based. An error tells of this page only, unless it
	// wraps document.ErrLimit or the context's error.
	Page(ctx context.Context, n int) (*Page, error)
	// Close frees what the engine holds; no page may be read after it.
	Close() error
}

// ErrPassword is wrapped by an engine's error for a file that cannot be opened
// without a password.
var ErrPassword = errors.New("password required")
