package markdown

import (
	"html"
	"strconv"
	"strings"
)

// Tables in LaTeX, which some converters of page images write:
//
//	\begin{tabular}{|l|r|}
//	\hline 序号 & 预算数 \\ \hline
//	\multirow{2}{*}{1} & 35.20 \\
//
// They are written as HTML, line for line, which the other reader knows.

// latexLine drops the commands that only set a page, and keeps a caption's text.
func latexLine(l string) string {
	switch l {
	case `\newpage`, `\pagebreak`, `\clearpage`, `\centering`, `\end{table}`, `\begin{center}`, `\end{center}`:
		return ""
	}
	if strings.HasPrefix(l, `\begin{table}`) {
		return ""
	}
	if inner, ok := strings.CutPrefix(l, `\caption{`); ok && strings.HasSuffix(inner, "}") {
		return strings.TrimSuffix(inner, "}")
	}
	return l
}

var latexTables = []string{"tabular", "tabularx", "tabular*", "longtable", "array", "tabu"}

// latexStart reports the line on which a table starts.
func latexStart(line string) bool {
	name, ok := strings.CutPrefix(line, `\begin{`)
	if !ok {
		return false
	}
	name, _, ok = strings.Cut(name, "}")
	for _, t := range latexTables {
		if ok && name == t {
			return true
		}
	}
	return false
}

// latexEnd is the line after the one that ends a table that starts at line i; one
// that nothing ends goes to the next blank line.
func latexEnd(lines []string, i int) int {
	blank := len(lines)
	for j := i; j < len(lines) && j-i < 20_000; j++ {
		for _, t := range latexTables {
			if strings.Contains(lines[j], `\end{`+t+"}") {
				return j + 1
			}
		}
		if lines[j] == "" && blank > j {
			blank = j
		}
	}
	return max(blank, i+1)
}

// latexToHTML writes a table as HTML with as many lines.
func latexToHTML(lines []string) []string {
	src := strings.Join(lines, "\n")
	t := latexWriter{down: map[int]int{}}
	t.out.WriteString("<table>")
	if i := strings.Index(src, "}"); i >= 0 { // \begin{…}
		src = src[i+1:]
	}
	for strings.HasPrefix(src, "[") || strings.HasPrefix(src, "{") { // position and columns
		_, rest := group(src)
		if len(rest) == len(src) {
			break
		}
		src = rest
	}
	for src != "" {
		src = t.token(src)
	}
	t.endRow()
	t.out.WriteString("</table>")
	return strings.Split(t.out.String(), "\n")
}

// latexWriter writes rows as their cells come.
type latexWriter struct {
	out        strings.Builder
	cell       strings.Builder
	rows, cols int
	row        []string
	lines      int // line ends within the row
	column     int
	down       map[int]int // by column: rows into which a cell from above reaches
}

// token reads the next piece of the source and returns the rest.
func (t *latexWriter) token(src string) string {
	switch {
	case strings.HasPrefix(src, `\\`):
		t.endRow()
		_, rest := bracket(src[2:])
		return rest
	case strings.HasPrefix(src, `\&`), strings.HasPrefix(src, `\%`), strings.HasPrefix(src, `\_`), strings.HasPrefix(src, `\#`), strings.HasPrefix(src, `\$`):
		t.cell.WriteByte(src[1])
		return src[2:]
	case src[0] == '&':
		t.endCell()
		return src[1:]
	case src[0] == '\n':
		t.lines++
		t.cell.WriteByte(' ')
		return src[1:]
	case src[0] == '\\':
		return t.command(src)
	case src[0] == '{' || src[0] == '}':
		return src[1:]
	}
	n := strings.IndexAny(src[1:], "\\&\n{}")
	if n < 0 {
		n = len(src) - 1
	}
	t.cell.WriteString(src[:n+1])
	return src[n+1:]
}

// command reads a command: spans are kept, rules dropped, others left to the
// reader of formulas.
func (t *latexWriter) command(src string) string {
	name := command(src)
	rest := src[1+len(name):]
	switch name {
	case "hline", "toprule", "midrule", "bottomrule", "endhead", "endfirsthead", "centering", "endfoot":
		return rest
	case "cline", "cmidrule", "label", "end", "rowcolor":
		_, rest = bracket(rest)
		_, rest = group(rest)
		return rest
	case "caption":
		_, rest = group(rest)
		return rest
	case "multicolumn", "multirow":
		n, after := group(rest)
		_, after = bracket(after)
		_, after = group(after)
		_, after = bracket(after)
		text, after := group(after)
		span, _ := strconv.Atoi(strings.TrimSpace(n))
		if span = min(max(span, 1), 1000); name == "multicolumn" {
			t.cols = span
		} else {
			t.rows = span
		}
		return text + after // which may hold the other span
	case "":
		t.cell.WriteString(src[:1])
		return src[1:]
	}
	t.cell.WriteString(src[:1+len(name)])
	return rest
}

func (t *latexWriter) endCell() {
	text := strings.TrimSpace(t.cell.String())
	t.cell.Reset()
	cols, rows := max(t.cols, 1), max(t.rows, 1)
	t.cols, t.rows = 0, 0
	at := t.column
	t.column += cols
	if t.down[at] > 0 && text == "" { // under a cell that reaches down
		return
	}
	td := "<td"
	if cols > 1 {
		td += ` colspan="` + strconv.Itoa(cols) + `"`
	}
	if rows > 1 {
		td += ` rowspan="` + strconv.Itoa(rows) + `"`
		for c := range cols {
			t.down[at+c] = rows
		}
	}
	t.row = append(t.row, td+">"+html.EscapeString(text)+"</td>")
}

func (t *latexWriter) endRow() {
	if len(t.row) > 0 || strings.TrimSpace(t.cell.String()) != "" || t.column > 0 {
		t.endCell()
		t.out.WriteString("<tr>" + strings.Join(t.row, "") + "</tr>")
		for c := range t.down {
			if t.down[c]--; t.down[c] <= 0 {
				delete(t.down, c)
			}
		}
	}
	t.cell.Reset()
	t.out.WriteString(strings.Repeat("\n", t.lines))
	t.row, t.column, t.lines = nil, 0, 0
}

// group takes {…} or […] off a text.
func group(s string) (inner, rest string) {
	t := strings.TrimLeft(s, " \n")
	if t == "" || t[0] != '{' && t[0] != '[' {
		return "", s
	}
	shut := byte('}')
	if t[0] == '[' {
		shut = ']'
	}
	depth := 0
	for i := 0; i < len(t) && i < 5000; i++ {
		switch t[i] {
		case t[0]:
			depth++
		case shut:
			if depth--; depth == 0 {
				return t[1:i], t[i+1:]
			}
		}
	}
	return "", s
}

// bracket takes an option in brackets off a text.
func bracket(s string) (inner, rest string) {
	if strings.HasPrefix(s, "[") || strings.HasPrefix(s, "(") {
		if i := strings.IndexAny(s, "])"); i > 0 && i < 40 {
			return s[1:i], s[i+1:]
		}
	}
	return "", s
}
