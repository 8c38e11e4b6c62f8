package output

import (
	"bytes"
	"encoding/json"
	"io"

	"selfeval"
	"selfeval/report"
)

func init() {
	Register(Format{
		Name: "json",
		Doc:  report.Text{ZH: "一个 JSON 对象：documents 与 summary", EN: "one JSON object: documents and summary"},
		New:  func(w io.Writer, _ Options) (Writer, error) { return &jsonWriter{w: w}, nil },
	})
}

// jsonWriter writes {"documents":[…],"summary":{…}} as documents come, one a
// line, so that memory does not grow with their number.
type jsonWriter struct {
	w       io.Writer
	started bool
}

func (j *jsonWriter) Document(d *selfeval.Document) error {
	b, err := marshal(d)
	if err != nil {
		return err
	}
	return j.Raw(b)
}

func (j *jsonWriter) Raw(b []byte) error {
	head := ",\n"
	if !j.started {
		head, j.started = "{\"documents\":[\n", true
	}
	return writeAll(j.w, []byte(head), b)
}

func (j *jsonWriter) Close(s Summary) error {
	b, err := marshal(s)
	if err != nil {
		return err
	}
	head := "\n],\"summary\":"
	if !j.started {
		head = "{\"documents\":[],\"summary\":"
	}
	return writeAll(j.w, []byte(head), b, []byte("}\n"))
}

// marshal is json.Marshal that leaves < > & readable.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

func writeAll(w io.Writer, parts ...[]byte) error {
	for _, p := range parts {
		if _, err := w.Write(p); err != nil {
			return err
		}
	}
	return nil
}
