// Package interpret turns a neutral document.Document into report.Reports: it
// knows what a self-evaluation report is made of and nothing of file formats.
// One file a part of the report; the words it recognises are data
// (vocabulary.yaml).
package interpret

import (
	"context"

	"selfeval/extract/document"
	"selfeval/report"
)

// Vocabulary is the set of words by which columns and sections are recognised.
type Vocabulary struct{}

// Document reads every report a document holds, at least one, or returns an
// error where nothing of a self-evaluation report is found.
func Document(ctx context.Context, doc *document.Document, vocabulary *Vocabulary) ([]*report.Report, []report.Note, error) {
	return nil, nil, document.Errorf(report.Location{}, nil, "未找到绩效自评内容", "nothing of a self-evaluation report was found")
}
