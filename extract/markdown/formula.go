package markdown

import (
	"strings"

	"selfeval/internal/cjk"
)

// signs are the TeX commands that converters leave in reports, and the plain
// signs they stand for.
var signs = strings.NewReplacer(
	`\leqslant`, "≤", `\geqslant`, "≥", `\leq`, "≤", `\geq`, "≥", `\le`, "≤", `\ge`, "≥",
	`\lt`, "<", `\gt`, ">", `\neq`, "≠", `\times`, "×", `\div`, "÷", `\pm`, "±", `\sim`, "~", `\approx`, "≈",
	`\%`, "%", `\$`, "$", `\_`, "_", `\#`, "#", `\&`, "&", `\quad`, " ", `\,`, "", `\;`, " ", `\ `, " ", `\cdot`, "·",
	`\mathrm`, "", `\mathbf`, "", `\text`, "", `\textbf`, "", `\left`, "", `\right`, "", `{`, "", `}`, "",
	`\triangle`, "△", `\Delta`, "△", `^\circ`, "°", `\circ`, "°", `\sqrt`, "√", `\therefore`, "∴",
)

// formulas turns $…$ back into the plain signs it was printed as: a scale such
// as $75 \leq$ or a figure set apart as $1 0 0$. A dollar sign that opens no
// short formula stays.
func formulas(s string) string {
	if !strings.Contains(s, "$") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '$')
		if i < 0 {
			break
		}
		delim := "$"
		if strings.HasPrefix(s[i:], "$$") {
			delim = "$$"
		}
		j := strings.Index(s[i+len(delim):], delim)
		body := ""
		if j >= 0 {
			body = s[i+len(delim) : i+len(delim)+j]
		}
		if j < 0 || len(body) > 200 || !mathlike(body) {
			b.WriteString(s[:i+len(delim)])
			s = s[i+len(delim):]
			continue
		}
		b.WriteString(s[:i])
		b.WriteString(plainFormula(body))
		s = s[i+len(delim)+j+len(delim):]
	}
	b.WriteString(s)
	return b.String()
}

// mathlike tells a formula from prose between two dollar signs.
func mathlike(s string) bool {
	return strings.ContainsRune(s, '\\') || strings.Trim(s, "0123456789.,+-=<>≤≥%~ {}^_()/xX×") == ""
}

func plainFormula(s string) string {
	s = cjk.Collapse(signs.Replace(s))
	// Digits set apart one by one are one figure: 1 0 0 → 100.
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == ' ' && i > 0 && i+1 < len(s) && figure(s[i-1]) && figure(s[i+1]) {
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func figure(c byte) bool { return c >= '0' && c <= '9' || c == '.' || c == ',' || c == '%' }
