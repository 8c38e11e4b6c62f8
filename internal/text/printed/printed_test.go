package printed_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"selfeval/internal/text/printed"
)

var doubts = [...]string{"sure", "several", "grouping", "cut", "long", "signed", "grouped"}

// describe writes a token as the table has it.
func describe(src string, t printed.Token) string {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	switch t.Kind {
	case printed.Words:
		return "words"
	case printed.Blank:
		return "blank"
	case printed.Dash:
		return "dash"
	case printed.Nothing:
		return "nothing"
	case printed.Date:
		return "date"
	case printed.Unit:
		return "unit " + t.Unit
	case printed.Jumble:
		return "jumble " + doubts[t.Doubt]
	case printed.Year:
		from, to, _ := t.Years()
		if from == to {
			return fmt.Sprint("year ", from)
		}
		return fmt.Sprint("year ", from, "-", to)
	case printed.Figure:
		v := t.Value()
		add("figure %s", v.StringFixed(max(0, -v.Exponent())))
		if t.Approx {
			// The zeros that an inexact figure ends in are printed all the same.
			out[0] = "figure " + v.StringFixed(int32(max(0, t.Decimals)))
		}
		if t.Unit != "" {
			add("%s", t.Unit)
		}
		if t.Measure == printed.Count {
			add("counted")
		}
		if t.Relation != 0 {
			add("%c", t.Relation)
		}
		if t.Spelled {
			add("spelled")
		}
		if t.Approx {
			add("about")
			if v.Exponent() > 0 {
				add("to 1%s", strings.Repeat("0", int(v.Exponent())))
			}
		} else if v.Exponent() > 0 {
			add("rounded to 1%s", strings.Repeat("0", int(v.Exponent())))
		}
		if t.Bracketed {
			add("bracketed")
		}
		if t.Currency != "" {
			add("in %s", t.Currency)
		}
		if !t.Mark.Empty() {
			add("mark %d+%d", t.Mark.Start, t.Mark.End-t.Mark.Start)
		}
	}
	if n, ok := t.Ordinal(); ok {
		add("no.%d", n)
		if t.Doubt != printed.Sure {
			add("%s", doubts[t.Doubt])
		}
	}
	if y, _, ok := t.Years(); ok {
		add("year %d", y)
	}
	return strings.Join(out, " ")
}

// cases reads the table.
func cases(t testing.TB) (out [][2]string) {
	data, err := os.ReadFile("testdata/tokens.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(data), "\n") {
		i := strings.LastIndex(line, " | ")
		if strings.HasPrefix(line, "##") || strings.HasPrefix(line, "# ") || i < 0 {
			continue
		}
		src := line[:i]
		if src == "␣" {
			src = " "
		}
		out = append(out, [2]string{src, strings.TrimSpace(line[i+3:])})
	}
	if len(out) < 300 {
		t.Fatalf("the table has %d lines only", len(out))
	}
	return out
}

func TestParse(t *testing.T) {
	for _, c := range cases(t) {
		if got := describe(c[0], printed.Parse(c[0])); got != c[1] {
			t.Errorf("%q\n got %s\nwant %s", c[0], got, c[1])
		}
	}
}
