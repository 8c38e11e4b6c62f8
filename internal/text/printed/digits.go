package printed

import (
	"math/big"
)

// mostDigits is how many digits a figure may have; no amount comes near it.
const mostDigits = 38

// digits are the digits of a number as they stand in a line.
type digits struct {
	coefficient int64
	exponent    int
	long        *big.Int
	decimals    int
	doubt       Doubt
	end         int // the rune after them
}

// numeral is how a run of digits is taken apart.
type numeral struct {
	l     *Line
	alone bool // the figure stands by itself in a cell: signs that prose uses otherwise are points there
	from  int
	i     int
	lead  int // digits so far that are neither parted nor decimals
	gaps  int // spaces between digits
	loose bool
	point bool
	out   digits
}

// digits reads the number that starts at rune i: digits, a point, thousands
// separators, spaces between groups. Where it stops the number is at its end,
// whatever follows.
func (l *Line) digits(i int, alone bool) (digits, bool) {
	n := numeral{l: l, alone: alone, from: i, i: i}
	for n.i < len(l.Runes) && n.step() {
	}
	n.out.end = n.i
	if n.i == i || !digit(l.Runes[n.i-1]) {
		return n.out, false
	}
	if n.gaps > 0 && !n.thousands() || n.loose {
		n.doubt(Grouped)
	}
	n.power()
	return n.out, true
}

func (n *numeral) doubt(d Doubt) {
	if n.out.doubt == Sure || d == Several {
		n.out.doubt = d
	}
}

// step takes the next rune into the number; false where it ends.
func (n *numeral) step() bool {
	l, r := n.l, n.l.Runes[n.i]
	switch {
	case digit(r):
		if n.i > n.from && l.Gap[n.i] && digit(l.Runes[n.i-1]) {
			n.gaps++
		}
		n.push(int64(r - '0'))
		n.i++
		return true
	case n.isPoint(r):
		if n.point {
			n.doubt(Several) // 1.2.3: a version, a date, an address
		}
		n.point = true
		n.i++
		return true
	case r == ',' && !n.point && l.group(n.i, n.from):
		// In a sentence a full-width comma between plain digits can also part two figures.
		if !n.alone && l.Raw[n.i] == '，' && l.Raw[n.i+1] < 0x80 && n.lead <= 3 && !l.decimals(n.i+4) && !l.group(n.i+4, n.from) {
			n.loose = true
		}
		n.i++
		return true
	}
	return false
}

// isPoint reports whether the rune at hand is the point of a decimal.
func (n *numeral) isPoint(r rune) bool {
	if !digit(n.l.at(n.i + 1)) {
		return false
	}
	if n.i == n.from {
		return n.alone && r == '.'
	}
	return r == '.' || n.alone && !n.point && (r == '。' || r == '·' || r == '•' || r == '・')
}

func (n *numeral) push(d int64) {
	o := &n.out
	if n.point {
		o.decimals++
		o.exponent--
	} else {
		n.lead++
	}
	if o.long == nil && o.coefficient > (1<<63-10)/10 {
		o.long = big.NewInt(o.coefficient)
	}
	switch {
	case n.lead+o.decimals > mostDigits:
		n.doubt(Long)
	case o.long != nil:
		o.long.Add(o.long.Mul(o.long, big.NewInt(10)), big.NewInt(d))
	default:
		o.coefficient = o.coefficient*10 + d
	}
}

// power reads the exponent of 1.25E+03, as spreadsheets print figures that are too
// long for their column.
func (n *numeral) power() {
	l, i := n.l, n.i
	if n.lead != 1 || l.at(i) != 'E' && l.at(i) != 'e' || l.at(i+1) != '+' && l.at(i+1) != '-' || !digit(l.at(i+2)) {
		return
	}
	e, j := 0, i+2
	for ; digit(l.at(j)) && j < i+5; j++ {
		e = 10*e + int(l.at(j)-'0')
	}
	written := 1 + e // digits of the figure written out
	if l.at(i+1) == '-' {
		written += n.out.decimals
		e = -e
	}
	if written > mostDigits || letter(l.at(j)) || digit(l.at(j)) {
		return
	}
	n.out.exponent += e
	n.out.decimals -= e
	n.i, n.out.end = j, j
}

// group reports whether a group of thousands follows the comma at rune j, in a
// number that starts at rune from.
func (l *Line) group(j, from int) bool {
	if l.at(j) != ',' || j == 0 || !digit(l.at(j-1)) || !digit(l.at(j+1)) || !digit(l.at(j+2)) || !digit(l.at(j+3)) || digit(l.at(j+4)) || l.Gap[j] || l.Gap[j+1] {
		return false
	}
	lead := 0
	for k := j - 1; k >= from && digit(l.Runes[k]) && lead <= 3; k-- {
		lead++
	}
	return lead <= 3
}

// decimals reports whether a point and a digit stand at rune j.
func (l *Line) decimals(j int) bool { return l.at(j) == '.' && digit(l.at(j+1)) }

// thousands reports whether the spaces among the digits part groups of three, and
// no two figures: 1 234.56, in a cell also 1 234, in a sentence also 1 234 567, but
// never 100 200.
func (n *numeral) thousands() bool {
	l, point, run, lead, groups := n.l, false, 0, 0, 0
	for k := n.from; k < n.i; k++ {
		r := l.Runes[k]
		if l.Gap[k] && k > n.from {
			if point || groups == 0 && run > 3 || groups > 0 && run != 3 {
				return false
			}
			if groups == 0 {
				lead = run
			}
			groups, run = groups+1, 0
		}
		switch {
		case digit(r) && point:
		case digit(r):
			run++
		case r == ',' || run != 3:
			return false
		default:
			point = true
		}
	}
	return point || run == 3 && (n.alone && lead < 3 || !n.alone && groups > 1)
}
