package flat

import "strings"

// Figures that run together have to be cut before they are tokens of which printed can
// tell what they are: here digits are looked at one by one.

const (
	digits = "0123456789"
	points = ".,"
)

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func hasDigit(s string) bool { return strings.IndexFunc(s, isDigit) >= 0 }

// firstDigit is where the first digit of a text stands, -1 where it has none.
func firstDigit(s string) int { return strings.IndexFunc(s, isDigit) }

// figureStart is where the digits begin with which a text ends, with points among them.
func figureStart(s string) int { return len(strings.TrimRight(s, digits+points)) }

// digitsEnd is where the digits, points and spaces end with which a text begins.
func digitsEnd(s string) int { return len(s) - len(strings.TrimLeft(s, digits+". ")) }

// figureBack is where the figure starts with which a text ends, and where its sign does.
func figureBack(s string) (sign, start int) {
	start = figureStart(s)
	return len(strings.TrimRight(s[:start], signs)), start
}

// signs are what stands before the figure of a measure.
const signs = "≥≤><=＝≧≦＞＜"

// wellFormed reports a figure that is written as figures are.
func wellFormed(s string) bool {
	if s == "" || strings.HasSuffix(s, ".") {
		return false
	}
	for _, n := range numbers(s) {
		if n == len(s) {
			return true
		}
	}
	return false
}

// longestFigure is how many characters a figure has at most, and decimals how many of
// them stand behind its point.
const (
	longestFigure = 24
	mostDecimals  = 6
)

// numbers lists the lengths of the well-formed figures that a text can start with.
func numbers(s string) (out []int) {
	point := -1
	for i := 0; i < min(len(s), longestFigure); i++ {
		switch c := rune(s[i]); {
		case isDigit(c):
			if i > 0 && s[0] == '0' && point < 0 || point > 0 && i-point > mostDecimals {
				return out // 05
			}
			out = append(out, i+1)
		case c == '.' && point < 0 && i > 0:
			point = i
		case c == ',' && point < 0 && i > 0 && thousands(s[i+1:]):
		default:
			return out
		}
	}
	return out
}

// thousands reports whether three digits follow.
func thousands(s string) bool { return len(s) >= 3 && strings.Trim(s[:3], digits) == "" }
