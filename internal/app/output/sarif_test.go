package output

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif" // for the schema in its source
	"github.com/santhosh-tekuri/jsonschema/v6"

	"selfeval"
	"selfeval/report"
	"selfeval/rules"
)

// What is written is valid against the SARIF 2.1.0 schema (go-sarif carries it),
// with a line where the file has lines.
func TestSARIF(t *testing.T) {
	var b bytes.Buffer
	w, err := (func() (Writer, error) {
		f, _ := Lookup("sarif")
		return f.New(&b, Options{Lang: report.ZH, Version: "test"})
	})()
	if err != nil {
		t.Fatal(err)
	}
	var sum Summary
	for _, in := range []selfeval.Input{fixture(t), {Name: "坏 文件.md"}} {
		for _, d := range selfeval.Check(t.Context(), in, selfeval.Options{}) {
			sum.Add(d)
			if len(d.Findings) > 0 {
				d.Findings[0].Against = []rules.Counterpart{{Document: "2022/上年.md", At: []report.Location{{Line: 7, Table: 1, Row: 2}}}}
			}
			if err := w.Document(d); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(sum); err != nil {
		t.Fatal(err)
	}
	schema := sarifSchema(t)
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(v); err != nil {
		t.Errorf("not valid: %v", err)
	}
	var log struct {
		Runs []struct {
			Tool struct {
				Driver struct{ Rules []sarifRule }
			}
			Results     []sarifResult
			Invocations []struct{ ToolExecutionNotifications []sarifNotification }
		}
	}
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if len(run.Results) == 0 || len(run.Tool.Driver.Rules) == 0 {
		t.Fatalf("%d results, %d rules", len(run.Results), len(run.Tool.Driver.Rules))
	}
	if region := run.Results[0].Locations[0].Physical.Region; region == nil || region.StartLine == 0 {
		t.Error("no line in a text format's location")
	}
	for _, r := range run.Results {
		if len(r.Locations) != 1 {
			t.Errorf("%s has %d places", r.RuleID, len(r.Locations))
		}
	}
	related := run.Results[0].Related
	if len(related) == 0 || related[0].Physical.Region == nil {
		t.Fatalf("no other cell: %+v", related)
	}
	if last := related[len(related)-1]; last.Message == nil || last.Physical.Region.StartLine != 7 || !strings.HasPrefix(last.Physical.Artifact.URI, "2022/") {
		t.Errorf("the other paper: %+v", last)
	}
	if notes := run.Invocations[0].ToolExecutionNotifications; len(notes) != 1 {
		t.Errorf("%d notifications, want one for the empty file", len(notes))
	}
}

// sarifSchema takes the standard's schema from the source of go-sarif, which
// carries it but validates only what it wrote itself.
func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	dir, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Dir}}", "github.com/owenrumney/go-sarif/v3").Output()
	if err != nil {
		t.Fatal(err)
	}
	src, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "pkg", "report", "v210", "sarif", "schema.go"))
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(src), "`")
	text, _, _ = strings.Cut(text, "`")
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("sarif.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}
