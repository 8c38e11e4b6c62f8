package report

import (
	"fmt"
	"strings"
)

// Location is a place in the published file, with what applies to its format:
// a PDF has page and bbox, Markdown a line, HTML a table, row and column and a
// path. All counts start at 1; 0 means "does not apply".
type Location struct {
	Page   int         `json:"page,omitempty"`
	Table  int         `json:"table,omitempty"` // nth table of the document
	Row    int         `json:"row,omitempty"`   // row of that table
	Column int         `json:"column,omitempty"`
	Line   int         `json:"line,omitempty"` // line of the text file
	BBox   *[4]float64 `json:"bbox,omitempty"` // points, origin bottom left: x0,y0,x1,y1
	Path   string      `json:"path,omitempty"` // CSS-like path in HTML
}

// IsZero reports whether nothing is known of the place.
func (l Location) IsZero() bool { return l == Location{} }

// In writes the place for a person in the given language: 第3页 表2 第5行.
func (l Location) In(lang Lang) string { return strings.Join(l.parts(lang), " ") }

// parts are what a place is told by, from the page to the column.
func (l Location) parts(lang Lang) (parts []string) {
	add := func(n int, zh, en string) {
		if n > 0 {
			if lang == EN {
				parts = append(parts, fmt.Sprintf(en, n))
			} else {
				parts = append(parts, fmt.Sprintf(zh, n))
			}
		}
	}
	add(l.Page, "第%d页", "page %d")
	add(l.Line, "第%d行文本", "line %d")
	add(l.Table, "表%d", "table %d")
	add(l.Row, "第%d行", "row %d")
	add(l.Column, "第%d列", "column %d")
	return parts
}

// String is In(ZH).
func (l Location) String() string { return l.In(ZH) }

// Lang is a language that messages are written in.
type Lang string

// The languages of messages; Chinese is the default.
const (
	ZH Lang = "zh"
	EN Lang = "en"
)

// Text is a message in both languages.
type Text struct{ ZH, EN string }

// In returns the text in the language asked for, Chinese by default.
func (t Text) In(lang Lang) string {
	if lang == EN && t.EN != "" {
		return t.EN
	}
	return t.ZH
}

// Note tells of something a step could not read or had to leave out: a page
// without text, a table with no known column, a row with too few cells. Lost
// says that content may be missing from the record, which makes the document's
// status "partial".
type Note struct {
	Text Text     `json:"-"`
	At   Location `json:"at"`
	Lost bool     `json:"lost"`
	// Pages are those that the note speaks of, where it speaks of several.
	Pages []int `json:"-"`
}

// Fix is one change that normalising made, so that a reader can see and undo it.
type Fix struct {
	Step   string   `json:"step"`  // the normalising step: amounts, units, sequence …
	Field  string   `json:"field"` // path in the record: projects[23].seq (0-based)
	Before string   `json:"before"`
	After  string   `json:"after"`
	Why    string   `json:"why"` // Text in the language of the run
	Text   Text     `json:"-"`
	At     Location `json:"at"`
}
