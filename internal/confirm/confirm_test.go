package confirm

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"selfeval/report"
	"selfeval/rules"
)

// paper is a page of two engines' characters.
type paper struct {
	first, second []Char
	broken        bool
	pages         map[int]int // how often each page was read
	text          string
	runs          []Run
}

func (p *paper) in(box Box, second bool) []Char {
	all := p.first
	if second {
		all = p.second
	}
	var out []Char
	for _, c := range all {
		if x, y := (c.Box[0]+c.Box[2])/2, (c.Box[1]+c.Box[3])/2; x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3] {
			out = append(out, c)
		}
	}
	return out
}

func (p *paper) Texts(_ context.Context, page int, boxes []Box) ([]string, error) {
	if p.broken {
		return nil, errors.New("broken")
	}
	if p.pages != nil {
		p.pages[page]++
	}
	var out []string
	for _, b := range boxes {
		out = append(out, joined(p.in(b, true), true))
	}
	return out, nil
}

func (p *paper) Chars(_ context.Context, _ int, box Box, second bool) ([]Char, error) {
	return p.in(box, second), nil
}

func (p *paper) Raised(report.Location) (string, []Run) { return p.text, p.runs }

// set sets a text from x on, a digit 5 points wide; ~ before a digit raises it, _ leaves
// its place empty.
func set(x float64, s string) []Char {
	var out []Char
	raised := false
	for _, r := range s {
		switch r {
		case '~':
			raised = true
			continue
		case '_':
		default:
			y := 10.0
			if raised {
				y += 4
			}
			out = append(out, Char{Text: string(r), Box: Box{x, y, x + 5, y + 10}, Raised: raised})
		}
		raised = false
		x += 5
	}
	return out
}

// TestJudge reads one cell from 0 to 60 again, of which 12.50 was read first.
func TestJudge(t *testing.T) {
	const (
		stands    = "null"
		confirmed = "true"
		disputed  = "false"
	)
	cases := []struct {
		name          string
		first, second []Char
		raw           string
		settledBy     string // the reading with which the rule finds nothing
		paper         paper
		want          string
	}{
		{name: "the same", first: set(5, "12.50"), second: set(5, "12.50"), want: confirmed},
		{name: "another digit", first: set(5, "12.50"), second: set(5, "12.60"), want: disputed},
		{name: "another digit, an error all the same", first: set(5, "12.50"), second: set(5, "92.50"), settledBy: "1", want: disputed},
		{name: "a digit more", first: set(5, "12.50"), second: set(5, "12.505"), want: disputed},
		{name: "painted twice, the first engine taking it for two", raw: "12.550", first: append(set(5, "12.50"), set(20.5, "5")...), second: set(5, "12.50"), want: disputed},
		{name: "doubled, as bold type is made", first: set(5, "12.50"), second: append(set(5, "12.50"), set(5.4, "12.50")...), want: confirmed},
		{name: "a digit that the second engine cannot read", first: set(5, "12.50"), second: set(5, "1_.50"), want: stands},
		{name: "nothing that the second engine can read", first: set(5, "12.50"), second: nil, want: stands},
		{name: "spaced by the second engine", first: set(5, "12.50"), second: append(set(5, "12."), set(25, "50")...), want: confirmed},
		{name: "a mark of a note", first: set(5, "12.50~1"), second: set(5, "12.50~1"), want: confirmed},
		{name: "a mark that settles it", first: set(5, "12.50~1"), second: set(5, "12.50~1"), settledBy: "12.501", want: disputed},
		{name: "a misprint that would settle it", first: set(5, "12.50"), second: set(5, "12.50"), settledBy: "12.5", want: confirmed},
		{name: "the neighbour's digit across the edge", raw: "12.50", first: set(38, "12.507"), second: set(38, "12.507"), settledBy: "12.5", want: disputed},
		{name: "a digit across the edge that settles nothing", raw: "12.50", first: set(38, "12.507"), second: set(38, "12.507"), settledBy: "77", want: stands},
		{name: "a page that cannot be read", first: set(5, "12.50"), second: set(5, "12.60"), paper: paper{broken: true}, want: stands},
		{name: "no sign, no reading", first: set(5, "12.50"), paper: paper{broken: true}, settledBy: "12.501", want: stands},
		{name: "raised in another format", paper: paper{broken: true, text: "12.50", runs: []Run{{Text: "1", Start: 5, End: 5}}}, settledBy: "12.501", want: disputed},
		{name: "raised and read in", paper: paper{broken: true, text: "12.50", runs: []Run{{Text: "0", Start: 4, End: 5}}}, settledBy: "12.5", want: disputed},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			c.paper.first, c.paper.second = c.first, c.second
			if c.raw == "" {
				c.raw = "12.50"
			}
			f := judged(t, c.raw, c.settledBy, &c.paper)
			got := stands
			if f.Confirmed != nil {
				got = map[bool]string{true: confirmed, false: disputed}[*f.Confirmed]
			}
			if got != c.want {
				t.Errorf("confirmed is %s, want %s: %v", got, c.want, f.Values)
			}
			if (f.Severity == rules.Info) != (got == disputed) || (f.Values[SecondReading] != "") != (got == disputed) || f.Fingerprint != "f" || f.ValuesDigest != "d" {
				t.Errorf("%+v", f)
			}
			if got == disputed && (!strings.Contains(f.Message, "读数存疑") || f.Values[FirstReading] != c.raw || f.Values["x"] != "12.50") {
				t.Errorf("%s: %v", f.Message, f.Values)
			}
		})
	}
}

// judged reads the one cell of a record again.
func judged(t *testing.T, raw, settledBy string, p *paper) rules.Finding {
	t.Helper()
	value := decimal.RequireFromString(raw)
	at := report.Location{Page: 1, Table: 1, Row: 2, Column: 3, BBox: &Box{0, 0, 60, 30}}
	r := &report.Report{Projects: []report.Project{{Name: "x", Budget: &report.Amount{Raw: raw, Value: &value, At: at}}}}
	found := []rules.Finding{{Rule: "r", Severity: rules.Error, At: []report.Location{at}, Fingerprint: "f", ValuesDigest: "d",
		Values: map[string]string{"x": "12.50"}, Text: report.Textf("甲", "a"), Message: "甲"}}
	Findings(t.Context(), found, Check{Report: r, Print: p, Again: func(context.Context, string) ([]rules.Finding, error) {
		if settledBy != "" && r.Projects[0].Budget.Value.Equal(decimal.RequireFromString(settledBy)) && r.Projects[0].Budget.Value.String() != raw {
			return nil, nil
		}
		return []rules.Finding{{Fingerprint: "f"}}, nil
	}})
	if b := r.Projects[0].Budget; !b.Value.Equal(value) || b.Raw != raw {
		t.Errorf("the record was changed: %+v", b)
	}
	return found[0]
}

// TestPages reads each page once, and at most three for a finding: of a total of five
// pages it is not said that all of it was read again.
func TestPages(t *testing.T) {
	r := &report.Report{}
	var found []rules.Finding
	over := []int{}
	p := &paper{first: set(5, "12.50"), second: set(5, "12.50"), pages: map[int]int{}}
	for page := range 5 {
		at := report.Location{Page: page + 1, Table: 1, Column: 3, BBox: &Box{0, 0, 60, 30}}
		value := decimal.RequireFromString("12.50")
		r.Projects = append(r.Projects, report.Project{Budget: &report.Amount{Raw: "12.50", Value: &value, At: at}})
		over = append(over, page+1)
		if page < 2 {
			found = append(found, rules.Finding{Rule: "r", Severity: rules.Error, At: []report.Location{at}})
		}
	}
	found = append(found,
		rules.Finding{Rule: "total", Severity: rules.Error, At: []report.Location{r.Projects[4].Budget.At}, Over: over},
		rules.Finding{Rule: "near", Severity: rules.Warning, At: []report.Location{r.Projects[4].Budget.At}},
		rules.Finding{Rule: "far", Severity: rules.Warning, At: []report.Location{r.Projects[3].Budget.At}},
		rules.Finding{Rule: "info", Severity: rules.Info, At: []report.Location{r.Projects[0].Budget.At}})
	Findings(t.Context(), found, Check{Report: r, Print: p})
	for i, want := range []bool{true, true, false, true, false, false} {
		if got := found[i].Confirmed != nil; got != want || got && !*found[i].Confirmed {
			t.Errorf("%d %s: confirmed %v", i, found[i].Rule, found[i].Confirmed)
		}
	}
	if len(p.pages) != 3 || p.pages[5] != 1 || p.pages[1] != 1 || p.pages[2] != 1 {
		t.Errorf("pages read: %v", p.pages)
	}
}

func TestTokens(t *testing.T) {
	for s, want := range map[string]string{
		"1,250.00万元": "1250.00", "１２．５": "12.5", "-5.6": "-5.6", "△5": "-5", "98（优）": "98", "95.5/100": "95.5 100",
		"共3项。": "3", "12.": "12", "—": "", "九成五": "", "2022年12月": "2022 12",
	} {
		if got := strings.Join(tokens(s), " "); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}
