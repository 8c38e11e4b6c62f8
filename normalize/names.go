package normalize

import (
	"strings"

	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// verbatim are the fields that keep the text as printed.
func verbatim(path report.Path) bool {
	switch path.Name() {
	case "raw", "unit", "seq_printed", "fiscal_year", "path", "context", "growth":
		return !path.Within("staffing") // a unit there is an office
	}
	return false
}

// names takes out of texts the spaces that a converter or typist left between
// characters, and full-width letters and digits: 2022 年镇级 → 2022年镇级.
func names(p *pass) {
	p.Report.Walk(report.Visitor{Text: func(path report.Path, s *string, at report.Location) {
		if verbatim(path) {
			return
		}
		after := Name(*s)
		after = lexicon.WithPaperBrackets(after)
		if after != *s {
			p.fix(path.String(), *s, after, whySpaces, at)
			*s = after
		}
	}})
}

// Name brings a name to the form in which names are compared and kept: white
// space only between Latin words, letters and digits in half width. Punctuation
// stays as printed.
func Name(s string) string {
	s = strings.TrimFunc(s, cjk.Space)
	var b strings.Builder
	b.Grow(len(s))
	var last rune
	gap := false
	for _, r := range s {
		if cjk.Space(r) {
			gap = true
			continue
		}
		if r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ' || r == '．' && last >= '0' && last <= '9' {
			r = cjk.Fold(r)
		}
		if gap && latin(last) && latin(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last, gap = r, false
	}
	return b.String()
}

func latin(r rune) bool { return r > ' ' && r < 0x2000 }
