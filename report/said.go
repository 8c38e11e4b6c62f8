package report

import (
	"fmt"
	"regexp"
	"strings"
)

// Textf formats both languages with the same arguments. What people read differently in
// the two is written so: an argument that is itself said in both languages, such as a Text
// or a Location, in that of the message; a figure with its unit, as Figure writes it, with
// the unit's name in English; and what is put between quotes with inner quotes of its own.
func Textf(zh, en string, args ...any) Text {
	if len(args) == 0 && !strings.Contains(zh, "%") && !strings.Contains(en, "%") {
		return Text{zh, en}
	}
	return Text{ZH: fmt.Sprintf(zh, said(ZH, zh, args)...), EN: fmt.Sprintf(en, said(EN, en, args)...)}
}

func said(lang Lang, format string, args []any) []any {
	inner := quoted(format, len(args))
	out := make([]any, len(args))
	for i, a := range args {
		switch x := a.(type) {
		case interface{ In(Lang) string }:
			a = x.In(lang)
		case *Amount:
			a = figureIn(lang, x.String())
		case string:
			a = figureIn(lang, x)
		}
		if s, ok := a.(string); ok && inner[i] {
			a = innerQuotes.Replace(s)
		}
		out[i] = a
	}
	return out
}

// innerQuotes are those of a name that stands in quotes itself.
var innerQuotes = strings.NewReplacer("“", "‘", "”", "’", `"`, "'", "＂", "'")

// verb is a verb of a format, with the number of its argument where it gives one, and the
// quote before it.
var verb = regexp.MustCompile(`(“?)%(?:\[(\d+)\])?[-+# 0]*\d*(?:\.\d+)?([a-zA-Z%])`)

// quoted tells which of n arguments a format puts between quotes.
func quoted(format string, n int) []bool {
	out := make([]bool, n)
	if !strings.Contains(format, "“%") { // as most do
		return out
	}
	next := 0
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		if m[3] == "%" {
			continue
		}
		if m[2] != "" {
			_, _ = fmt.Sscan(m[2], &next)
			next--
		}
		if next >= 0 && next < n && m[1] != "" {
			out[next] = true
		}
		next++
	}
	return out
}

// unitNames are the names of units in English. Their figures stay as they are printed.
var unitNames = map[string]string{
	"元": "yuan", "千元": "thousand yuan", "万元": "ten thousand yuan", "百万元": "million yuan", "千万元": "ten million yuan", "亿元": "hundred million yuan",
	"美元": "US dollars", "万美元": "ten thousand US dollars", "亿美元": "hundred million US dollars", "分": "points",
}

// figureForm is a figure with its unit, as Figure writes it.
var figureForm = regexp.MustCompile(`^(-?[0-9.]+) (\S+)$`)

// figureIn writes a figure, or a unit alone, in a language; any other text as it is.
func figureIn(lang Lang, s string) string {
	if lang != EN {
		return s
	}
	if name, ok := unitNames[s]; ok {
		return name
	}
	m := figureForm.FindStringSubmatch(s)
	switch {
	case m == nil || unitNames[m[2]] == "":
		return s
	case m[2] == "分" && (m[1] == "1" || m[1] == "-1"):
		return m[1] + " point"
	}
	return m[1] + " " + unitNames[m[2]]
}
