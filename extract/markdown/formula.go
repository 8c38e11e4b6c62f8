package markdown

import (
	"strings"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/printed"
)

// Formulas. Converters that look at a page's picture take figures and signs for
// mathematics and write them in TeX: $75 \leq$, $\geq 85\%$, $1 0 0$. This file is
// the one place that turns them back into the plain signs that were printed.

// signs are the TeX commands seen in reports. Those that only set type stand for
// nothing.
var signs = map[string]string{
	"leq": "≤", "le": "≤", "leqslant": "≤", "leqq": "≤", "geq": "≥", "ge": "≥", "geqslant": "≥", "geqq": "≥",
	"lt": "<", "gt": ">", "neq": "≠", "ne": "≠", "times": "×", "div": "÷", "pm": "±", "sim": "~", "approx": "≈", "cdot": "·", "bullet": "·",
	"quad": " ", "qquad": " ", "triangle": "△", "Delta": "△", "circ": "°", "sqrt": "√", "therefore": "∴", "because": "∵",
	"ldots": "…", "cdots": "…", "dots": "…", "rightarrow": "→", "to": "→", "square": "□", "Box": "□", "checkmark": "√", "surd": "√", "star": "★",
	"alpha": "α", "beta": "β", "Phi": "Φ", "phi": "φ", "mu": "μ", "textcircled": "", "yen": "¥", "prime": "′", "infty": "∞", "percent": "%", "backslash": "/",
	"mathrm": "", "mathbf": "", "mathsf": "", "mathit": "", "mathcal": "", "text": "", "textbf": "", "textrm": "", "mbox": "", "bf": "", "rm": "", "it": "",
	"left": "", "right": "", "boldsymbol": "", "underline": "", "overline": "", "displaystyle": "", "operatorname": "", "hspace": "", "scriptstyle": "", "big": "", "Big": "",
}

// command is the name of the TeX command that s, a backslash first, starts with.
func command(s string) string {
	n := 1
	for n < len(s) && letter(s[n]) {
		n++
	}
	return s[1:n]
}

// maxFormula is how long, in bytes, a formula in a report may be.
const maxFormula = 200

// piece is a part of a formula, raised perhaps.
type piece struct {
	text string
	mark document.Mark
}

// formula reads the formula that s starts with and gives its plain text, in pieces,
// and its length in s. The length is 0 where the dollar sign opens no formula.
func formula(s string) (pieces []piece, size int) {
	delim := "$"
	if strings.HasPrefix(s, "$$") {
		delim = "$$"
	}
	k := len(delim)
	j := strings.Index(s[k:min(len(s), maxFormula+2*k)], delim)
	if j <= 0 {
		return nil, 0
	}
	body := s[k : k+j]
	size = k + j + k
	if !strings.ContainsRune(body, '\\') {
		// Without a command it must be figures and signs alone. Two prices, $5-$7,
		// are none: the second dollar sign stands before a figure.
		// Beside a raised mark they may be its own.
		if strings.Trim(withoutMark(body), "0123456789.,+-=<>≤≥%~ {}^_()/xX×") != "" || strings.TrimSpace(body) == "" ||
			k == 1 && size < len(s) && digit(s[size]) {
			return nil, 0
		}
	}
	return scripts(body), size
}

// withoutMark takes the signs of a raised mark of a note out of a formula.
func withoutMark(body string) string {
	if !strings.Contains(body, "^") {
		return body
	}
	return strings.Map(func(r rune) rune {
		if printed.IsNoteSign(r) {
			return -1
		}
		return r
	}, body)
}

// scripts parts a formula's raised and lowered text from the rest: 96^{1}, m^2. A
// degree sign is set raised and is none.
func scripts(s string) (out []piece) {
	from := 0
	for i := 0; i < len(s); i++ {
		m := document.Raised
		switch s[i] {
		case '^':
		case '_':
			m = document.Lowered
		default:
			continue
		}
		inner, end := script(s, i+1)
		if end == 0 || strings.Contains(inner, `\circ`) || strings.Contains(inner, `\%`) || m == document.Lowered && s[i+1] != '{' {
			continue
		}
		out = append(out, piece{plainFormula(s[from:i]), 0}, piece{plainFormula(inner), m})
		from, i = end, end-1
	}
	if from == 0 {
		return []piece{{plainFormula(s), 0}}
	}
	return append(out, piece{plainFormula(s[from:]), 0})
}

// script is what is raised or lowered at an offset, and where that ends; 0 where
// nothing is.
func script(s string, i int) (inner string, end int) {
	for i < len(s) && s[i] == ' ' {
		i++
	}
	switch {
	case i >= len(s) || s[i] == '\\' || s[i] == '}':
		return "", 0
	case s[i] != '{':
		return s[i : i+1], i + 1
	}
	depth := 0
	for j := i; j < len(s); j++ {
		switch s[j] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return s[i+1 : j], j + 1
			}
		}
	}
	return "", 0
}

func plainFormula(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '{', '}':
		case '^', '_':
			if !opensScript(s[i:]) {
				b.WriteByte(c)
			}
		case '\\':
			text, n := formulaSign(s[i:])
			b.WriteString(text)
			i += n - 1
		default:
			b.WriteByte(c)
		}
	}
	return closeUp(cjk.Collapse(b.String()))
}

// opensScript reports a sign behind which raised or lowered text follows.
func opensScript(s string) bool {
	return s[0] == '^' || len(s) > 1 && s[1] == '{'
}

// formulaSign reads what a backslash begins: a sign by its name, a fraction, an escaped
// sign, a thin space. n is how many bytes of s it takes.
func formulaSign(s string) (text string, n int) {
	name := command(s)
	if name == "" {
		if len(s) > 1 && strings.IndexByte(",;:! ", s[1]) < 0 {
			return s[1:2], 2
		}
		return " ", 2
	}
	n = 1 + len(name)
	if name == "frac" || name == "dfrac" || name == "tfrac" {
		if above, below, size := fraction(s[n:]); size > 0 {
			return plainFormula(above) + "/" + plainFormula(below), n + size
		}
	}
	sign, ok := signs[name]
	if !ok {
		sign = `\` + name // unknown: as it stands
	}
	return sign, n
}

// fraction reads {a}{b}.
func fraction(s string) (above, below string, n int) {
	i := strings.Index(s, "}")
	if !strings.HasPrefix(s, "{") || i < 0 || !strings.HasPrefix(s[i+1:], "{") {
		return "", "", 0
	}
	j := strings.Index(s[i+2:], "}")
	if j < 0 {
		return "", "", 0
	}
	return s[1:i], s[i+2 : i+2+j], i + 2 + j + 1
}

// closeUp makes one figure of digits set apart one by one: 1 0 0 is 100, and 9 5 %
// is 95%. A gap after a whole figure of several digits stays, 12 34.
func closeUp(s string) string {
	if !strings.Contains(s, " ") {
		return s
	}
	words := strings.Split(s, " ")
	var b strings.Builder
	for i, w := range words {
		if i > 0 && !(figures(words[i-1]) && figures(w) && (len(w) == 1 || len(words[i-1]) == 1 || w[0] == '.' || w[0] == '%' || w[0] == ',')) {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}

func figures(s string) bool { return s != "" && strings.Trim(s, "0123456789.,%") == "" }
