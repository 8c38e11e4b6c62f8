// Package markdown reads Markdown files into a document.Document.
package markdown

import (
	"bytes"
	"context"

	"selfeval/extract/document"
	"selfeval/report"
)

// Sniff tells how sure it is, 0 to 100, that data is a Markdown file.
func Sniff(_ string, data []byte) int {
	if bytes.Contains(data[:min(len(data), 1024)], []byte("#")) {
		return 100
	}
	return 0
}

// Read reads a Markdown file.
func Read(ctx context.Context, data []byte, limits document.Limits) (*document.Document, error) {
	return nil, document.Errorf(report.Location{}, nil, "尚不支持", "not supported yet")
}
