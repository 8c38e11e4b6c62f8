package output

import (
	"encoding/xml"
	"io"
	"strings"

	"selfeval"
	"selfeval/internal/text/safe"
	"selfeval/report"
)

func init() {
	Register(Format{
		Name: "junit",
		Doc:  report.Text{ZH: "JUnit XML，供持续集成读取", EN: "JUnit XML for continuous integration"},
		New:  func(w io.Writer, opt Options) (Writer, error) { return &junitWriter{w: w, opt: opt}, nil },
	})
}

// junitWriter writes a test suite a document and a failing test a finding. A
// document without findings has one test that passes, one that could not be read
// one in error.
type junitWriter struct {
	w       io.Writer
	opt     Options
	started bool
}

type junitSuite struct {
	XMLName  xml.Name    `xml:"testsuite"`
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	Failure *junitProblem `xml:"failure,omitempty"`
	Error   *junitProblem `xml:"error,omitempty"`
}

type junitProblem struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

func (j *junitWriter) head() error {
	if j.started {
		return nil
	}
	j.started = true
	_, err := io.WriteString(j.w, xml.Header+"<testsuites name=\"selfeval\">\n")
	return err
}

func (j *junitWriter) Document(d *selfeval.Document) error {
	if err := j.head(); err != nil {
		return err
	}
	s := junitSuite{Name: documentName(d)}
	for _, f := range d.Findings {
		var at []string
		for _, l := range f.At {
			at = append(at, l.In(j.opt.Lang))
		}
		s.Cases = append(s.Cases, junitCase{Name: f.Rule + " " + f.Fingerprint, Class: f.Rule,
			Failure: &junitProblem{string(f.Severity), f.Message, strings.Join(at, "\n")}})
	}
	s.Failures = len(s.Cases)
	if d.Error != nil {
		s.Errors = 1
		s.Cases = append(s.Cases, junitCase{Name: "read", Class: "read", Error: &junitProblem{"read", *d.Error, ""}})
	}
	if len(s.Cases) == 0 {
		s.Cases = append(s.Cases, junitCase{Name: "clean", Class: "check"})
	}
	s.Tests = len(s.Cases)
	b, err := xml.MarshalIndent(s, "  ", "  ")
	if err != nil {
		return err
	}
	return writeAll(j.w, []byte(safe.Document(string(b))), []byte("\n"))
}

func (j *junitWriter) Close(Summary) error {
	if err := j.head(); err != nil {
		return err
	}
	_, err := io.WriteString(j.w, "</testsuites>\n")
	return err
}
