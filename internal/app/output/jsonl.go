package output

import (
	"io"

	"selfeval"
	"selfeval/report"
)

func init() {
	Register(Format{
		Name: "jsonl",
		Doc:  report.Text{ZH: "每份一行的 JSON，边查边写", EN: "JSON, one document a line, written as the batch runs"},
		New:  func(w io.Writer, _ Options) (Writer, error) { return &jsonlWriter{w}, nil },
	})
}

type jsonlWriter struct{ w io.Writer }

func (j *jsonlWriter) Document(d *selfeval.Document) error {
	b, err := marshal(d)
	if err != nil {
		return err
	}
	return j.Raw(b)
}

func (j *jsonlWriter) Raw(b []byte) error { return writeAll(j.w, b, []byte("\n")) }

func (j *jsonlWriter) Close(Summary) error { return nil }
