package custom

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
	"github.com/shopspring/decimal"
)

// template is a message with expressions in ${…}.
type template struct{ parts []part }

// part is text, and the expression after it where there is one.
type part struct {
	text string
	expr *program
}

// template parses a message. $${ stands for ${ itself.
func (l *language) template(scope Scope, src string) (*template, error) {
	t := &template{}
	rest, at := src, 0
	text := ""
	for {
		i := strings.Index(rest, "${")
		if i < 0 {
			t.parts = append(t.parts, part{text: text + rest})
			return t, nil
		}
		if i > 0 && rest[i-1] == '$' {
			text += rest[:i-1] + "${"
			rest, at = rest[i+2:], at+i+2
			continue
		}
		text += rest[:i]
		start := at + i + 2
		n := closing(src[start:])
		line, column := position(src, start)
		if n < 0 {
			return nil, &sourceError{line, column, "${ is not closed by }"}
		}
		expr, err := l.compile(scope, src[start:start+n])
		if err != nil {
			if se, ok := err.(*sourceError); ok {
				if se.line == 1 {
					se.column += column - 1
				}
				se.line += line - 1
			}
			return nil, err
		}
		t.parts = append(t.parts, part{text, expr})
		text = ""
		at = start + n + 1
		rest = src[at:]
	}
}

// closing finds the brace that ends an expression, past strings and braces of
// its own; -1 where there is none.
func closing(s string) int {
	depth := 0
	var quote byte
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == '\\' {
				i++
			} else if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '{':
			depth++
		case c == '}':
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return -1
}

func position(s string, at int) (line, column int) {
	before := s[:at]
	line = strings.Count(before, "\n") + 1
	return line, len([]rune(before[strings.LastIndexByte(before, '\n')+1:])) + 1
}

// text writes a value for a person.
func text(v ref.Val) string {
	switch x := v.(type) {
	case number:
		return x.String()
	case traits.Lister:
		var out []string
		for it := x.Iterator(); it.HasNext().Value() == true; {
			out = append(out, text(it.Next()))
		}
		return strings.Join(out, "、")
	case *object:
		return x.st.name
	}
	return fmt.Sprint(v.Value())
}

func plainInt(n int) number { return plain(decimal.NewFromInt(int64(n))) }
