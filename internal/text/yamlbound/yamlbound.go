// Package yamlbound refuses YAML that would cost a parser more than its size
// suggests: nested by the thousand, or full of anchors. It looks at bytes alone,
// before any parser does, and errs only on what nobody writes by hand.
package yamlbound

import (
	"bytes"
	"errors"
)

// The limits. Configurations that people write are nested less than ten deep.
const (
	MaxSize   = 4 << 20
	MaxDepth  = 64   // brackets within brackets, dashes after dashes, lines within lines
	MaxMarks  = 1000 // anchors, aliases and tags of a file
	MaxColons = 2000 // keys of one line
)

// The faults, as codes; who calls words them.
var (
	ErrSize  = errors.New("yaml: too large")
	ErrDepth = errors.New("yaml: nested too deep")
	ErrMarks = errors.New("yaml: too many anchors, aliases, tags or keys of one line")
)

// Check tells what of a text goes beyond the limits, and in which line.
func Check(src []byte) (line int, err error) {
	if len(src) > MaxSize {
		return 1, ErrSize
	}
	var c checker
	for line := range bytes.Lines(src) {
		c.line++
		if err := c.check(line); err != nil {
			return c.line, err
		}
	}
	return 0, nil
}

type checker struct {
	line    int
	flow    int // brackets open
	marks   int
	indents []int // of the lines that the line at hand stands within
}

func (c *checker) check(line []byte) error {
	text := bytes.TrimRight(line, " \t\r\n")
	body := bytes.TrimLeft(text, " ")
	if len(body) == 0 || body[0] == '#' {
		return nil
	}
	indent := len(text) - len(body)
	if indent == 0 {
		c.flow = 0 // a bracket that a literal text left open ends with the text
	}
	for len(c.indents) > 0 && c.indents[len(c.indents)-1] >= indent {
		c.indents = c.indents[:len(c.indents)-1]
	}
	c.indents = append(c.indents, indent)
	if len(c.indents) > MaxDepth {
		return ErrDepth
	}
	return c.within(body)
}

// within counts what stands in a line. Quotes are not heeded: what opens one where is
// the parser's knowledge, and no text that people quote holds that many brackets.
func (c *checker) within(body []byte) error {
	colons, dashes := 0, 0
	for i, b := range body {
		if b != '-' && b != '?' && b != ' ' {
			dashes = 0
		}
		switch b {
		case '-', '?':
			if i+1 < len(body) && body[i+1] != ' ' {
				dashes = 0 // a line of dashes, a word with a hyphen
			} else if dashes++; len(c.indents)+dashes > MaxDepth {
				return ErrDepth
			}
		case '[', '{':
			if c.flow++; c.flow > MaxDepth {
				return ErrDepth
			}
		case ']', '}':
			c.flow = max(c.flow-1, 0)
		case '&', '*', '!':
			start := i == 0 || bytes.IndexByte([]byte(" \t,[{"), body[i-1]) >= 0
			if next := i + 1; start && next < len(body) && body[next] != ' ' && (b == '!' || body[next] != b) {
				c.marks++
			}
		case ':':
			if i+1 == len(body) || body[i+1] == ' ' {
				colons++
			}
		}
	}
	if c.marks > MaxMarks || colons > MaxColons {
		return ErrMarks
	}
	return nil
}
