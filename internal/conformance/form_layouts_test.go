package conformance_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/shopspring/decimal"

	"selfeval"
)

// layout is a form written as lines of text: a line that begins with | is a row of a
// table, its cells apart by |, with @COLUMNS or @COLUMNSxROWS behind a merged one; a line
// that begins with # is a heading.
type layout struct {
	Name   string
	Layout string
	// Want are values of the first form, or with / before them of the report, by their
	// path: funds.0.budget. #path is how many there are, path~n a value that stands
	// anywhere below the path; status is ok unless given.
	Want map[string]string
	// Accuse are the rules that find something.
	Accuse []string
	// Formats beside html: md (merged cells left blank), rep.md (merged cells repeated).
	Formats []string
}

// TestFormLayouts reads forms as different places lay them out, in several formats.
func TestFormLayouts(t *testing.T) {
	files, err := filepath.Glob("internal/conformance/testdata/forms/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no layouts", err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var cases []layout
		if err := yaml.UnmarshalWithOptions(b, &cases, yaml.Strict()); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, c := range cases {
			for _, format := range append([]string{"html"}, c.Formats...) {
				t.Run(c.Name+"."+format, func(t *testing.T) {
					readLayout(t, &c, format)
				})
			}
		}
	}
}

func readLayout(t *testing.T, c *layout, format string) {
	src := layoutHTML(c.Layout)
	if format != "html" {
		src = layoutMarkdown(c.Layout, format == "rep.md")
	}
	doc := checkHTML(c.Name+"."+format, src)
	b, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	for path, v := range c.Want {
		if wrong := valueAt(b, path, v); wrong != "" {
			t.Error(wrong)
		}
	}
	if _, told := c.Want["status"]; !told && doc.Status != selfeval.OK {
		t.Errorf("status %s, unread %s", doc.Status, mustJSON(doc.Report.Unread))
	}
	a := accused(doc)
	slices.Sort(a)
	if a = slices.Compact(a); !slices.Equal(a, c.Accuse) && len(a)+len(c.Accuse) > 0 {
		t.Errorf("accused by %v, want %v: %s", a, c.Accuse, mustJSON(doc.Findings))
	}
}

// valueAt holds the value at a path of a document against the one wanted.
func valueAt(doc []byte, path, want string) string {
	var d map[string]any
	dec := json.NewDecoder(bytes.NewReader(doc))
	if err := dec.Decode(&d); err != nil {
		return err.Error()
	}
	report, _ := d["report"].(map[string]any)
	var root any = report
	switch rest, top := strings.CutPrefix(path, "/"); {
	case path == "status":
		root = d
	case top:
		path = rest
	default:
		forms, _ := report["forms"].([]any)
		if len(forms) == 0 {
			return "no form is read"
		}
		root = forms[0]
	}
	if rest, count := strings.CutPrefix(path, "#"); count {
		list, _ := walk(root, rest).([]any)
		if n := strconv.Itoa(len(list)); n != want {
			return fmt.Sprintf("%s is %s, want %s", path, n, want)
		}
		return ""
	}
	if at, _, below := strings.Cut(path, "~"); below {
		if !standsBelow(walk(root, at), want) {
			return fmt.Sprintf("%q does not stand below %s: %s", want, at, mustJSON(walk(root, at)))
		}
		return ""
	}
	if got := plainText(walk(root, path)); !sameValue(got, want) {
		return fmt.Sprintf("%s is %q, want %q", path, got, want)
	}
	return ""
}

// walk goes down a path of names and indices.
func walk(v any, path string) any {
	for step := range strings.SplitSeq(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(x) {
				return nil
			}
			v = x[i]
		default:
			return nil
		}
	}
	return v
}

// plainText is a value as text: that of an amount, of a measure its raw text.
func plainText(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return x
	case map[string]any:
		if s, ok := x["value"].(string); ok && s != "" {
			return s
		}
		s, _ := x["raw"].(string)
		return s
	}
	return fmt.Sprint(v)
}

func standsBelow(v any, want string) bool {
	switch x := v.(type) {
	case map[string]any:
		for k, y := range x {
			if k != "at" && standsBelow(y, want) {
				return true
			}
		}
	case []any:
		return slices.ContainsFunc(x, func(y any) bool { return standsBelow(y, want) })
	case string:
		return sameValue(x, want)
	}
	return false
}

func sameValue(a, b string) bool {
	if a == b {
		return true
	}
	x, err1 := decimal.NewFromString(strings.TrimSuffix(a, "%"))
	y, err2 := decimal.NewFromString(strings.TrimSuffix(b, "%"))
	return err1 == nil && err2 == nil && x.Equal(y)
}

type layoutCell struct {
	text       string
	cols, rows int
}

var mergedCell = regexp.MustCompile(`^(.*)@(\d+)(?:x(\d+))?$`)

func layoutCells(line string) (out []layoutCell) {
	for s := range strings.SplitSeq(line[1:], "|") {
		c := layoutCell{strings.TrimSpace(s), 1, 1}
		if m := mergedCell.FindStringSubmatch(c.text); m != nil {
			c.text = m[1]
			c.cols, _ = strconv.Atoi(m[2])
			if m[3] != "" {
				c.rows, _ = strconv.Atoi(m[3])
			}
		}
		out = append(out, c)
	}
	return out
}

func layoutHTML(src string) string {
	var b strings.Builder
	in := false
	b.WriteString("<html><body>")
	for line := range strings.SplitSeq(src, "\n") {
		line = strings.TrimSpace(line)
		if row := strings.HasPrefix(line, "|"); row != in {
			in = row
			b.WriteString(map[bool]string{true: "<table border=1>", false: "</table>"}[row])
		}
		switch {
		case in:
			b.WriteString("<tr>")
			for _, c := range layoutCells(line) {
				fmt.Fprintf(&b, "<td colspan=%d rowspan=%d>%s</td>", c.cols, c.rows, c.text)
			}
			b.WriteString("</tr>")
		case strings.HasPrefix(line, "# "):
			b.WriteString("<h1>" + line[2:] + "</h1>")
		case line != "":
			b.WriteString("<p>" + line + "</p>")
		}
	}
	return b.String() + "</body></html>"
}

// layoutMarkdown writes tables with bars; merged cells are blank after their first, or
// repeated.
func layoutMarkdown(src string, repeated bool) string {
	var b strings.Builder
	var table [][]layoutCell
	flush := func() {
		width, at := 0, map[[2]int]string{}
		for r, cells := range table {
			c := 0
			for _, cell := range cells {
				for taken := true; taken; {
					if _, taken = at[[2]int{r, c}]; taken {
						c++
					}
				}
				for i := range cell.rows * cell.cols {
					text := cell.text
					if i > 0 && !repeated {
						text = ""
					}
					at[[2]int{r + i/cell.cols, c + i%cell.cols}] = text
				}
				c += cell.cols
			}
			width = max(width, c)
		}
		for r := range table {
			for c := range width {
				b.WriteString("| " + at[[2]int{r, c}] + " ")
			}
			b.WriteString("|\n")
			if r == 0 {
				b.WriteString(strings.Repeat("|---", width) + "|\n")
			}
		}
		table = nil
	}
	for line := range strings.SplitSeq(src, "\n") {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "|") {
			table = append(table, layoutCells(line))
			continue
		}
		flush()
		b.WriteString("\n" + line + "\n\n")
	}
	flush()
	return b.String()
}
