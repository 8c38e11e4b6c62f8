package output

import (
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"selfeval"
	"selfeval/extract/document"
	"selfeval/internal/text/safe"
	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/builtin"
)

func init() {
	Register(Format{
		Name: "sarif",
		Doc:  report.Text{ZH: "SARIF 2.1.0，供代码与文档平台读取", EN: "SARIF 2.1.0"},
		New:  func(w io.Writer, opt Options) (Writer, error) { return &sarifWriter{w: w, opt: opt}, nil },
	})
}

// sarifWriter writes one run of SARIF 2.1.0, a result a finding, as documents
// come. Its few types are our own because a library that builds the whole log in
// memory cannot stream; the tests hold what it writes against the schema.
type sarifWriter struct {
	w       io.Writer
	opt     Options
	started bool
	results bool
	notes   []sarifNotification // documents that could not be read
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifRule struct {
	ID               string    `json:"id"`
	ShortDescription sarifText `json:"shortDescription"`
	FullDescription  sarifText `json:"fullDescription"`
	Help             sarifText `json:"help"`
	Configuration    struct {
		Level string `json:"level"`
	} `json:"defaultConfiguration"`
}

type sarifResult struct {
	RuleID       string            `json:"ruleId"`
	Level        string            `json:"level"`
	Message      sarifText         `json:"message"`
	Locations    []sarifLocation   `json:"locations"`
	Related      []sarifLocation   `json:"relatedLocations,omitempty"`
	Fingerprints map[string]string `json:"partialFingerprints"`
	Properties   map[string]any    `json:"properties,omitempty"`
}

type sarifLocation struct {
	Physical   sarifPhysical  `json:"physicalLocation"`
	Logical    []sarifLogical `json:"logicalLocations,omitempty"`
	Message    *sarifText     `json:"message,omitempty"`
	Properties map[string]any `json:"properties,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifRegion struct {
	StartLine int `json:"startLine"`
}

type sarifLogical struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
}

type sarifNotification struct {
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations"`
}

// levels are SARIF's words for the severities.
var levels = map[rules.Severity]string{rules.Error: "error", rules.Warning: "warning", rules.Info: "note"}

func (s *sarifWriter) head() error {
	if s.started {
		return nil
	}
	s.started = true
	described := []sarifRule{}
	for _, r := range slices.Concat(builtin.All(), s.opt.Custom) {
		d := sarifRule{ID: r.ID, ShortDescription: sarifText{r.Title.In(s.opt.Lang)}, FullDescription: sarifText{r.Doc.What.In(s.opt.Lang)},
			Help: sarifText{strings.TrimSpace(r.Doc.Why.In(s.opt.Lang) + "\n" + r.Doc.Advice.In(s.opt.Lang))}}
		d.Configuration.Level = levels[r.Severity]
		described = append(described, d)
	}
	b, err := marshal(described)
	if err != nil {
		return err
	}
	version, err := marshal(s.opt.Version)
	if err != nil {
		return err
	}
	return writeAll(s.w, []byte(`{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"selfeval","version":`),
		version, []byte(`,"rules":`), b, []byte("}},\"results\":[\n"))
}

func (s *sarifWriter) Document(d *selfeval.Document) error {
	if err := s.head(); err != nil {
		return err
	}
	uri := fileURI(d.Path)
	if d.Error != nil {
		s.notes = append(s.notes, sarifNotification{"error", sarifText{safe.Document(*d.Error)}, []sarifLocation{{Physical: sarifPhysical{Artifact: sarifArtifact{uri}}}}})
		return nil
	}
	for _, f := range d.Findings {
		r := sarifResult{RuleID: f.Rule, Level: levels[f.Severity], Message: sarifText{safe.Document(f.Message)},
			Fingerprints: map[string]string{"selfeval/v1": f.Fingerprint}}
		r.Locations, r.Related = s.locations(uri, d.Format, &f)
		if len(f.Values) > 0 {
			r.Properties = map[string]any{"values": f.Values}
		}
		if f.Confirmed != nil {
			if r.Properties == nil {
				r.Properties = map[string]any{}
			}
			r.Properties["confirmed"] = *f.Confirmed
		}
		b, err := marshal(r)
		if err != nil {
			return err
		}
		sep := ",\n"
		if !s.results {
			sep, s.results = "", true
		}
		if err := writeAll(s.w, []byte(sep), b); err != nil {
			return err
		}
	}
	return nil
}

// locations are the place of a finding and the others that it compares with: by the
// standard several places of one result would each have to be changed.
func (s *sarifWriter) locations(uri string, format document.Format, f *rules.Finding) (at, related []sarifLocation) {
	at = []sarifLocation{{Physical: sarifPhysical{Artifact: sarifArtifact{uri}}}}
	for i, l := range f.At {
		if i == 0 {
			at[0] = s.location(uri, format, l)
			continue
		}
		related = append(related, s.location(uri, format, l))
	}
	for _, x := range f.Against {
		said := sarifText{safe.Document(report.Textf("对照 %s", "compared with %s", x.Document).In(s.opt.Lang))}
		places := x.At
		if len(places) == 0 {
			places = []report.Location{{}}
		}
		for _, l := range places {
			other := s.location(fileURI(x.Document), "", l)
			other.Message = &said
			related = append(related, other)
		}
	}
	return at, related
}

// location is a place by line where the file has lines, by page and table else.
func (s *sarifWriter) location(uri string, format document.Format, at report.Location) sarifLocation {
	l := sarifLocation{Physical: sarifPhysical{Artifact: sarifArtifact{uri}}}
	if at.Line > 0 {
		l.Physical.Region = &sarifRegion{at.Line}
	}
	props := map[string]any{}
	for name, n := range map[string]int{"page": at.Page, "table": at.Table, "row": at.Row, "column": at.Column} {
		if n > 0 {
			props[name] = n
		}
	}
	if at.BBox != nil {
		props["bbox"] = at.BBox
	}
	if len(props) > 0 {
		l.Properties = props
	}
	if format != document.Markdown {
		if name := at.In(s.opt.Lang); name != "" {
			l.Logical = []sarifLogical{{name, "element"}}
		}
	}
	return l
}

func (s *sarifWriter) Close(sum Summary) error {
	if err := s.head(); err != nil {
		return err
	}
	notes := s.notes
	if notes == nil {
		notes = []sarifNotification{}
	}
	b, err := marshal(notes)
	if err != nil {
		return err
	}
	return writeAll(s.w, fmt.Appendf(nil, "\n],\"invocations\":[{\"executionSuccessful\":%t,\"toolExecutionNotifications\":", sum.Failed == 0 && !sum.Interrupted),
		b, []byte("}]}]}\n"))
}

// fileURI writes a path as SARIF wants it: a URI reference with slashes.
func fileURI(path string) string {
	u := url.URL{Path: filepath.ToSlash(path)}
	return strings.TrimPrefix(u.String(), "./")
}
