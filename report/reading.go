package report

import "reflect"

// Reading is the account of a paper: what was seen in it, and how much of that stands
// in the record. Its JSON names are a contract as those of the record are.
type Reading struct {
	Whole     WholeParts  `json:"whole"`
	Figures   Figures     `json:"figures"`
	Tables    TablesSeen  `json:"tables"`
	Announced []Announced `json:"announced"`
	LeftOut   []LeftOut   `json:"left_out"`
	Pages     PagesSeen   `json:"pages"`
	Ends      Ends        `json:"ends"`
	// WholeForms says of each form of the record, in order, whether all of it was read.
	WholeForms []bool `json:"whole_forms,omitempty"`
}

// Init makes every nil list of the account an empty one, as Report.Init does.
func (r *Reading) Init() {
	initLists(reflect.ValueOf(r).Elem())
	if r.Figures.Explained == nil {
		r.Figures.Explained = map[string]int{}
	}
}

// WholeParts says for each part of a paper whether all of it was read. A part is nil
// where the paper has none, nothing announces it and no unread table could be it.
type WholeParts struct {
	Summary    *bool `json:"summary" jsonschema:"nullable"`
	Forms      *bool `json:"forms" jsonschema:"nullable"`
	Prose      *bool `json:"prose" jsonschema:"nullable"`
	Conclusion *bool `json:"conclusion" jsonschema:"nullable"`
}

// All reports whether every part that the paper has was read whole.
func (w *WholeParts) All() bool {
	for _, part := range []*bool{w.Summary, w.Forms, w.Prose, w.Conclusion} {
		if part != nil && !*part {
			return false
		}
	}
	return true
}

// Figures counts the figures of the paper: each is placed in the record, listed as
// unread with its place, or explained by what it is.
type Figures struct {
	Seen      int            `json:"seen"`
	Placed    int            `json:"placed"`
	Unread    int            `json:"unread"`
	Explained map[string]int `json:"explained"`       // by kind: page, date, number …
	Prose     int            `json:"prose,omitempty"` // of those seen, how many stand in no table
}

// TablesSeen counts tables. Left are those that were not read whole.
type TablesSeen struct {
	Seen int         `json:"seen"`
	Read int         `json:"read"`
	Left []LeftTable `json:"left"`
}

// LeftTable is a table that was not read, or not all of it.
type LeftTable struct {
	At      Location `json:"at"`
	Why     string   `json:"why"` // Text in the language of the run
	Text    Text     `json:"-"`
	Figures int      `json:"figures"`
	Rows    []int    `json:"rows,omitempty"` // in which something was not read; none: all of it, or the head
}

// Announced is something that the paper says is there: a table below, an annex.
type Announced struct {
	Text  string   `json:"text"`
	At    Location `json:"at"`
	Found bool     `json:"found"`
}

// LeftOut is text that the reader saw and did not take for the paper's: hidden,
// struck, covered, watermark, furniture.
type LeftOut struct {
	What string   `json:"what"`
	Text string   `json:"text"`
	At   Location `json:"at"`
}

// PagesSeen counts pages. Unread are the numbers of those that were not read.
type PagesSeen struct {
	Total  int   `json:"total"`
	Unread []int `json:"unread"`
}

// Ends says how a paper ends.
type Ends string

// The ends of a paper: with its last word, in the middle of a sentence, in the middle
// of a table.
const (
	EndsWhole       Ends = "whole"
	EndsMidSentence Ends = "mid-sentence"
	EndsMidTable    Ends = "mid-table"
)
