package inspect

import (
	"encoding/json"
	"io"

	"selfeval"
	"selfeval/extract/document"
	"selfeval/extract/interpret/columns"
	"selfeval/report"
)

// Neutral is a document of any format as its reader saw it: blocks in reading order,
// tables as grids with the place of every cell, and beside a cell the field that the
// record made of it. Positions count from 1.
type Neutral struct {
	Format document.Format `json:"format"`
	Title  string          `json:"title,omitempty"` // the file's own title
	Pages  int             `json:"pages,omitempty"`
	Blocks []NeutralBlock  `json:"blocks"`
	Notes  []NeutralNote   `json:"notes"`
	// Status, Findings and Withheld are what a check says of the reports in it.
	Status   selfeval.Status   `json:"status,omitempty"`
	Findings []NeutralFinding  `json:"findings"`
	Withheld []NeutralWithheld `json:"withheld"`
}

// NeutralBlock is a heading, a paragraph, a table or a picture.
type NeutralBlock struct {
	Kind  string          `json:"kind"` // heading, paragraph, table, picture
	Level int             `json:"level,omitempty"`
	Text  string          `json:"text,omitempty"`
	At    report.Location `json:"at"`
	Table *NeutralTable   `json:"table,omitempty"`
	// Findings are the numbers of those that point at a table as a whole, Marks where in
	// the text of a block others point.
	Findings []int         `json:"findings,omitempty"`
	Marks    []NeutralMark `json:"marks,omitempty"`
}

// NeutralTable is a grid. Confidence is 1 where lines or markup give it; Reason says
// how it was inferred otherwise.
type NeutralTable struct {
	Index      int           `json:"index"`
	Rows       int           `json:"rows"`
	Columns    int           `json:"columns"`
	Headers    int           `json:"headers,omitempty"`
	Confidence float64       `json:"confidence"`
	Reason     string        `json:"reason,omitempty"`
	Continues  bool          `json:"continues,omitempty"` // goes on from the page before
	Cells      []NeutralCell `json:"cells"`
	// ColumnFields are the fields that most cells of a column were read as, "" for none.
	ColumnFields []string `json:"column_fields,omitempty"`
	// Choices say what the columns of a summary table were taken for, and why.
	Choices []NeutralChoice `json:"choices,omitempty"`
}

// NeutralCell is a cell at the grid position of its top left corner.
type NeutralCell struct {
	Row        int             `json:"row"`
	Column     int             `json:"column"`
	RowSpan    int             `json:"row_span"`
	ColumnSpan int             `json:"column_span"`
	Text       string          `json:"text"`
	Field      string          `json:"field,omitempty"` // what it was read as
	At         report.Location `json:"at"`
	Findings   []int           `json:"findings,omitempty"` // numbers of those that point at it
}

// NeutralChoice is what a column was taken for: the field, "" where it is none of the
// record; how far that was ahead of what else it, or another column, could be, in percent
// of what a plain word weighs; and the best two hypotheses.
type NeutralChoice struct {
	Column     int                 `json:"column"`
	Head       string              `json:"head"`
	Field      string              `json:"field"`
	Confidence int                 `json:"confidence"`
	Hypotheses []NeutralHypothesis `json:"hypotheses,omitempty"`
}

// NeutralHypothesis is a field that a column may be, with what speaks for and against it.
type NeutralHypothesis struct {
	Field    string            `json:"field"`
	Weight   int               `json:"weight"`
	Evidence []NeutralEvidence `json:"evidence"`
}

// NeutralEvidence speaks for a hypothesis, or against it where its weight is negative.
type NeutralEvidence struct {
	Weight int    `json:"weight"`
	What   string `json:"what"`
}

// NeutralNote is what the reader could not read.
type NeutralNote struct {
	Message string          `json:"message"`
	At      report.Location `json:"at"`
}

var kinds = map[document.Kind]string{
	document.Paragraph: "paragraph", document.Heading: "heading", document.TableBlock: "table", document.Picture: "picture",
}

// NeutralOf gives a document in the neutral form; messages are in the language asked
// for.
func NeutralOf(doc *document.Document, roles Roles, lang report.Lang) *Neutral {
	n := &Neutral{Format: doc.Format, Title: doc.Title, Pages: doc.Pages, Blocks: make([]NeutralBlock, 0, len(doc.Blocks)), Notes: []NeutralNote{},
		Findings: []NeutralFinding{}, Withheld: []NeutralWithheld{}}
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		block := NeutralBlock{Kind: kinds[b.Kind], Level: b.Level, Text: b.Text, At: b.At}
		if b.Table != nil {
			block.Table = neutralTable(b.Table, roles, lang)
		}
		n.Blocks = append(n.Blocks, block)
	}
	for _, note := range doc.Notes {
		n.Notes = append(n.Notes, NeutralNote{note.Text.In(lang), note.At})
	}
	return n
}

func neutralTable(t *document.Table, roles Roles, lang report.Lang) *NeutralTable {
	out := &NeutralTable{
		Index: t.Index, Rows: t.Rows, Columns: t.Cols, Headers: t.Headers, Confidence: t.Confidence, Reason: t.Reason.In(lang),
		Continues: t.Continues, Cells: make([]NeutralCell, 0, len(t.Cells)), ColumnFields: roles.columns(t),
	}
	for i := range t.Cells {
		c := &t.Cells[i]
		out.Cells = append(out.Cells, NeutralCell{
			Row: c.Row + 1, Column: c.Col + 1, RowSpan: max(c.RowSpan, 1), ColumnSpan: max(c.ColSpan, 1),
			Text: c.Text, Field: roles.of(c.At, c.Text), At: c.At,
		})
	}
	return out
}

// JSON writes the neutral form.
func JSON(w io.Writer, n *Neutral) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(n)
}

// Explain adds to the tables why their columns were taken for what they were.
func (n *Neutral) Explain(why []columns.Explained, lang report.Lang) {
	choices := map[int][]columns.Choice{}
	for _, e := range why {
		choices[e.Table] = e.Choices
	}
	for i := range n.Blocks {
		t := n.Blocks[i].Table
		if t == nil {
			continue
		}
		for _, c := range choices[t.Index] {
			t.Choices = append(t.Choices, neutralChoice(&c, lang))
		}
	}
}

func neutralChoice(c *columns.Choice, lang report.Lang) NeutralChoice {
	out := NeutralChoice{Column: c.Column + 1, Head: c.Head, Field: c.Field, Confidence: c.Confidence()}
	for _, h := range c.Hypotheses {
		hy := NeutralHypothesis{Field: h.Field, Weight: h.Weight, Evidence: []NeutralEvidence{}}
		for _, e := range h.Evidence {
			hy.Evidence = append(hy.Evidence, NeutralEvidence{e.Weight, e.In(lang)})
		}
		out.Hypotheses = append(out.Hypotheses, hy)
	}
	return out
}
