package content

// token is one token of a content stream or CMap.
type token struct {
	kind tokenKind
	num  float64
	str  []byte // a string's bytes, a name without its slash, an operator
}

type tokenKind uint8

const (
	tokEOF tokenKind = iota
	tokNumber
	tokString
	tokName
	tokOperator
	tokArrayStart
	tokArrayEnd
	tokDictStart
	tokDictEnd
)

// lexer cuts a content stream into tokens. It never fails: what is no token is
// passed over.
type lexer struct {
	src []byte
	pos int
}

var class = func() (c [256]uint8) {
	for _, b := range "\x00\t\n\f\r " {
		c[b] = 1 // white space
	}
	for _, b := range "()<>[]{}/%" {
		c[b] = 2 // delimiter
	}
	return c
}()

func (l *lexer) next() token {
	src := l.src
	for {
		for l.pos < len(src) && class[src[l.pos]] == 1 {
			l.pos++
		}
		if l.pos >= len(src) {
			return token{}
		}
		c := src[l.pos]
		switch {
		case c == '%':
			for l.pos < len(src) && src[l.pos] != '\n' && src[l.pos] != '\r' {
				l.pos++
			}
			continue
		case c >= '0' && c <= '9' || c == '-' || c == '.' || c == '+':
			return l.number()
		case c == '/':
			l.pos++
			return token{kind: tokName, str: l.name()}
		case c == '(':
			l.pos++
			return token{kind: tokString, str: l.literal()}
		case c == '<':
			if l.pos+1 < len(src) && src[l.pos+1] == '<' {
				l.pos += 2
				return token{kind: tokDictStart}
			}
			l.pos++
			return token{kind: tokString, str: l.hex()}
		case c == '>':
			if l.pos++; l.pos < len(src) && src[l.pos] == '>' {
				l.pos++
			}
			return token{kind: tokDictEnd}
		case c == '[':
			l.pos++
			return token{kind: tokArrayStart}
		case c == ']':
			l.pos++
			return token{kind: tokArrayEnd}
		case class[c] == 2:
			l.pos++
			continue
		}
		start := l.pos
		for l.pos < len(src) && class[src[l.pos]] == 0 {
			l.pos++
		}
		return token{kind: tokOperator, str: src[start:l.pos]}
	}
}

func (l *lexer) number() token {
	src, start := l.src, l.pos
	neg := false
	for l.pos < len(src) && (src[l.pos] == '-' || src[l.pos] == '+') {
		neg = neg || src[l.pos] == '-'
		l.pos++
	}
	whole, frac, scale := 0.0, 0.0, 1.0
	digits := false
	for l.pos < len(src) && src[l.pos] >= '0' && src[l.pos] <= '9' {
		whole = whole*10 + float64(src[l.pos]-'0')
		l.pos++
		digits = true
	}
	if l.pos < len(src) && src[l.pos] == '.' {
		l.pos++
		for l.pos < len(src) && (src[l.pos] >= '0' && src[l.pos] <= '9' || src[l.pos] == '-') {
			if src[l.pos] != '-' && scale < 1e15 { // 12.-34: what broken writers print
				frac = frac*10 + float64(src[l.pos]-'0')
				scale *= 10
			}
			l.pos++
			digits = true
		}
	}
	if !digits || l.pos < len(src) && class[src[l.pos]] == 0 {
		for l.pos < len(src) && class[src[l.pos]] == 0 {
			l.pos++
		}
		if !digits {
			return token{kind: tokOperator, str: src[start:l.pos]}
		}
	}
	v := whole + frac/scale
	if neg {
		v = -v
	}
	return token{kind: tokNumber, num: v}
}

func (l *lexer) name() []byte {
	start := l.pos
	escaped := false
	for l.pos < len(l.src) && class[l.src[l.pos]] == 0 {
		escaped = escaped || l.src[l.pos] == '#'
		l.pos++
	}
	raw := l.src[start:l.pos]
	if !escaped {
		return raw
	}
	var out []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			hi, lo := unhex(raw[i+1]), unhex(raw[i+2])
			if hi >= 0 && lo >= 0 {
				out = append(out, byte(hi<<4|lo))
				i += 2
				continue
			}
		}
		out = append(out, raw[i])
	}
	return out
}

func (l *lexer) literal() []byte {
	start, depth := l.pos, 1
	for i := l.pos; i < len(l.src); i++ { // the plain case costs no copy
		switch l.src[i] {
		case '\\', '\r':
			return l.escaped(start)
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.pos = i + 1
				return l.src[start:i]
			}
		}
	}
	l.pos = len(l.src)
	return l.src[start:]
}

func (l *lexer) escaped(start int) []byte {
	var out []byte
	depth := 1
	i := start
	for ; i < len(l.src); i++ {
		c := l.src[i]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.pos = i + 1
				return out
			}
		case '\r':
			if i+1 < len(l.src) && l.src[i+1] == '\n' {
				i++
			}
			c = '\n'
		case '\\':
			if i++; i >= len(l.src) {
				break
			}
			switch c = l.src[i]; c {
			case 'n':
				c = '\n'
			case 'r':
				c = '\r'
			case 't':
				c = '\t'
			case 'b':
				c = '\b'
			case 'f':
				c = '\f'
			case '\n':
				continue
			case '\r':
				if i+1 < len(l.src) && l.src[i+1] == '\n' {
					i++
				}
				continue
			case '0', '1', '2', '3', '4', '5', '6', '7':
				v := 0
				for n := 0; n < 3 && i < len(l.src) && l.src[i] >= '0' && l.src[i] <= '7'; n++ {
					v = v*8 + int(l.src[i]-'0')
					i++
				}
				i--
				c = byte(v)
			}
		}
		out = append(out, c)
	}
	l.pos = i
	return out
}

func (l *lexer) hex() []byte {
	out := make([]byte, 0, 8)
	hi := -1
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		v := unhex(c)
		if v < 0 {
			continue
		}
		if hi < 0 {
			hi = v
			continue
		}
		out = append(out, byte(hi<<4|v))
		hi = -1
	}
	if hi >= 0 {
		out = append(out, byte(hi<<4))
	}
	return out
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
