package output

import (
	"bytes"
	"encoding/json"
	"io"

	"selfeval"
	"selfeval/internal/text/safe"
	"selfeval/report"
)

func init() {
	Register(Format{
		Name: "json",
		Doc:  report.Text{ZH: "一个 JSON 对象：run、documents 与 summary", EN: "one JSON object: run, documents and summary"},
		New:  func(w io.Writer, opt Options) (Writer, error) { return &jsonWriter{w: w, opt: opt}, nil },
	})
}

// jsonWriter writes {"run":{…},"documents":[…],"summary":{…}} as documents come, one
// a line, so that memory does not grow with their number.
type jsonWriter struct {
	w       io.Writer
	opt     Options
	started bool
}

// head writes what applied and opens the list.
func (j *jsonWriter) head() error {
	if j.started {
		return nil
	}
	j.started = true
	b, err := marshal(j.opt.run())
	if err != nil {
		return err
	}
	return writeAll(j.w, []byte(`{"run":`), b, []byte(",\n\"documents\":["))
}

func (j *jsonWriter) Document(d *selfeval.Document) error {
	b, err := marshal(d)
	if err != nil {
		return err
	}
	return j.Raw(b)
}

func (j *jsonWriter) Raw(b []byte) error {
	sep := ",\n"
	if !j.started {
		sep = "\n"
		if err := j.head(); err != nil {
			return err
		}
	}
	return writeAll(j.w, []byte(sep), b)
}

func (j *jsonWriter) Close(s Summary) error {
	b, err := marshal(s)
	if err != nil {
		return err
	}
	if err := j.head(); err != nil {
		return err
	}
	return writeAll(j.w, []byte("\n],\"summary\":"), b, []byte("}\n"))
}

// marshal is json.Marshal that leaves < > & readable.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return safe.JSON(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), nil
}

func writeAll(w io.Writer, parts ...[]byte) error {
	for _, p := range parts {
		if _, err := w.Write(p); err != nil {
			return err
		}
	}
	return nil
}
