package selfeval

// Evidence is the place of a finding as the paper prints it: rows of a table or a sentence,
// with what the finding is about marked, and of a PDF a drawing of them.
type Evidence struct {
	Rows []EvidenceRow  `json:"r,omitempty"`
	Text []EvidencePart `json:"t,omitempty"` // a sentence, in parts
	// SVG is a drawing that refers to nothing outside itself; all its text is escaped.
	SVG string `json:"s,omitempty"`
	// More counts the places that are not shown.
	More int `json:"m,omitempty"`
}

// EvidenceRow is a row of a table. Head says that it is one of its header.
type EvidenceRow struct {
	Head  bool           `json:"h,omitempty"`
	Cells []EvidencePart `json:"c"`
}

// EvidencePart is a cell, over Span columns where that is more than one, or a part of a
// sentence.
type EvidencePart struct {
	Text   string `json:"t"`
	Marked bool   `json:"m,omitempty"`
	Span   int    `json:"n,omitempty"`
}
