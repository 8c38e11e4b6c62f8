package markdown

import (
	"strings"

	"selfeval/internal/text/cjk"
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

// formula reads the formula that s starts with and gives its plain text and its
// length in s. The length is 0 where the dollar sign opens no formula.
func formula(s string) (text string, size int) {
	delim := "$"
	if strings.HasPrefix(s, "$$") {
		delim = "$$"
	}
	k := len(delim)
	j := strings.Index(s[k:min(len(s), maxFormula+2*k)], delim)
	if j <= 0 {
		return "", 0
	}
	body := s[k : k+j]
	size = k + j + k
	if !strings.ContainsRune(body, '\\') {
		// Without a command it must be figures and signs alone. Two prices, $5-$7,
		// are none: the second dollar sign stands before a figure.
		if strings.Trim(body, "0123456789.,+-=<>≤≥%~ {}^_()/xX×") != "" || strings.TrimSpace(body) == "" ||
			k == 1 && size < len(s) && digit(s[size]) {
			return "", 0
		}
	}
	return plainFormula(body), size
}

func plainFormula(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '{', '}':
		case '^', '_':
			if strings.HasPrefix(s[i:], `^\circ`) || strings.HasPrefix(s[i:], `^{\circ`) {
				continue
			}
			if i+1 < len(s) && s[i+1] == '{' || c == '^' {
				continue // raised or lowered text follows
			}
			b.WriteByte(c)
		case '~':
			b.WriteByte(c)
		case '\\':
			name := command(s[i:])
			if name == "" { // an escaped sign or a thin space
				if i++; i < len(s) && strings.IndexByte(",;:! ", s[i]) < 0 {
					b.WriteByte(s[i])
				} else {
					b.WriteByte(' ')
				}
				continue
			}
			sign, ok := signs[name]
			if name == "frac" || name == "dfrac" || name == "tfrac" {
				if above, below, n := fraction(s[i+1+len(name):]); n > 0 {
					b.WriteString(plainFormula(above) + "/" + plainFormula(below))
					i += len(name) + n
					continue
				}
			}
			if !ok {
				sign = `\` + name // unknown: as it stands
			}
			b.WriteString(sign)
			i += len(name)
		default:
			b.WriteByte(c)
		}
	}
	return closeUp(cjk.Collapse(b.String()))
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
