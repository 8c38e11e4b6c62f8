package output

import (
	"bytes"
	"encoding/json"
	"io"

	"selfeval"
	"selfeval/report"
)

// Records writes the records alone, one JSON object each with the path of its
// file: indented on a terminal, else one a line. Failed documents are left out.
var Records = Format{
	Name: "records",
	New: func(w io.Writer, opt Options) (Writer, error) {
		return &recordWriter{w, opt}, nil
	},
}

type recordWriter struct {
	w   io.Writer
	opt Options
}

type record struct {
	Path string `json:"path"`
	Part int    `json:"part,omitempty"`
	*report.Report
}

func (r *recordWriter) Document(d *selfeval.Document) error {
	if d.Report == nil {
		return nil
	}
	b, err := marshal(record{d.Path, d.Part, d.Report})
	if err != nil {
		return err
	}
	if r.opt.Terminal {
		var out bytes.Buffer
		if err := json.Indent(&out, b, "", "  "); err != nil {
			return err
		}
		b = out.Bytes()
	}
	_, err = r.w.Write(append(b, '\n'))
	return err
}

func (r *recordWriter) Close(Summary) error { return nil }
