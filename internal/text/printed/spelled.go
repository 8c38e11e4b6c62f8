package printed

// The digits of numerals written out, and what they are worth.
const (
	numeralDigits = "零〇○一壹二贰两三叁四肆五伍六陆七柒八捌九玖兩貳參叄陸弌弍弎"
	numeralWorths = "00011222334455667788992233" + "6" + "123"
)

var digitOf = func() map[rune]int64 {
	m, i := map[rune]int64{}, 0
	for _, r := range numeralDigits {
		m[r] = int64(numeralWorths[i] - '0')
		i++
	}
	return m
}()

func numeralDigit(r rune) (int64, bool) {
	if r < 0x3007 && r != '○' {
		return 0, false
	}
	d, ok := digitOf[r]
	return d, ok
}

// tens are the places below a myriad.
func tens(r rune) int64 {
	switch r {
	case '十', '拾':
		return 10
	case '百', '佰':
		return 100
	case '千', '仟':
		return 1000
	}
	return 0
}

// myriads are the places of groups of four digits.
func myriads(r rune) int64 {
	switch r {
	case '万', '萬':
		return 1e4
	case '亿', '億':
		return 1e8
	}
	return 0
}

// numeralRune reports the characters of numerals, the point aside.
func numeralRune(r rune) bool {
	_, ok := numeralDigit(r)
	return ok || tens(r) > 0 || myriads(r) > 0
}

// readNumeral reads a numeral written out: digit by digit (二〇二二) or with its places
// (一百二十三, 三点五). 一百五 and 三四 are not read: they may be meant otherwise.
func readNumeral(rs []rune) (out digits, ok bool) {
	if len(rs) == 0 || len(rs) > 30 {
		return out, false
	}
	whole := rs
	for i, r := range rs {
		if r == '点' || r == '點' {
			whole = rs[:i]
			for _, d := range rs[i+1:] {
				v, ok := numeralDigit(d)
				if !ok || out.decimals >= 6 {
					return out, false
				}
				out.coefficient = 10*out.coefficient + v
				out.decimals++
			}
			if out.decimals == 0 {
				return out, false
			}
			break
		}
	}
	n, ok := places(whole)
	if !ok || n > 1e12 {
		return out, false
	}
	for range out.decimals {
		n *= 10
	}
	out.coefficient += n
	out.exponent = -out.decimals
	return out, true
}

// places reads a whole number with its places, in groups of four.
func places(rs []rune) (int64, bool) {
	var total int64
	last := int64(1e12)
	for {
		i, big := 0, int64(0)
		for ; i < len(rs); i++ {
			if big = myriads(rs[i]); big > 0 {
				break
			}
		}
		if big == 0 {
			break
		}
		n, ok := belowMyriad(rs[:i])
		if !ok || n == 0 || big >= last {
			return 0, false
		}
		total += n * big
		last, rs = big, rs[i+1:]
		if len(rs) == 0 {
			return total, true
		}
	}
	if total > 0 && len(rs) == 1 {
		return 0, false // 三万五
	}
	if total > 0 && rs[0] == '零' {
		rs = rs[1:]
	}
	n, ok := belowMyriad(rs)
	return total + n, ok
}

// belowMyriad reads a numeral below 10000 with its tens, hundreds and thousands.
func belowMyriad(rs []rune) (int64, bool) {
	var total, d int64
	last := int64(10000)
	open, zero := false, false // a digit waits for its place; a 零 stood before it
	for i, r := range rs {
		if v, ok := numeralDigit(r); ok {
			if open && d != 0 {
				return 0, false
			}
			zero = zero || v == 0
			d, open = v, true
			continue
		}
		place := tens(r)
		if place == 0 || place >= last {
			return 0, false
		}
		if !open || d == 0 {
			if i > 0 && (!zero || place != 10) || i == 0 && place != 10 {
				return 0, false
			}
			d = 1 // 十五 is fifteen
		}
		total += d * place
		last, d, open, zero = place, 0, false, false
	}
	switch {
	case len(rs) == 0:
		return 0, false
	case open && d > 0 && last == 10000 && len(rs) > 1:
		return 0, false // 零五, 三四: digits without their places
	case open && d > 0 && last > 10 && last < 10000 && !zero:
		return 0, false // 一百五 may be 150
	}
	return total + d, true
}

// spelled reads a figure written out with what makes it one: 壹佰万元, 百分之九十八,
// 九成五, 九十五分. A bare numeral numbers something.
func (p *parser) spelled(open rune) (Token, bool) {
	t := &p.t
	t.Spelled = true
	from := p.i
	if !p.share() && !p.amount() {
		return Token{}, false
	}
	t.Kind = Figure
	t.Number = p.l.span(from, p.i)
	if open != 0 {
		if p.l.at(p.i) != closes[open] {
			return Token{}, false
		}
		p.i++
	}
	for p.note() {
	}
	if p.i < len(p.l.Runes) {
		return Token{}, false
	}
	return p.finish(open)
}

// share reads 百分之九十八点五, 百分之百, 九成五.
func (p *parser) share() bool {
	l, t := p.l, &p.t
	if l.has(p.i, "百分之") {
		j := l.numeralEnd(p.i + 3)
		rs := l.Runes[p.i+3 : j]
		d, ok := readNumeral(rs)
		if len(rs) == 1 && rs[0] == '百' {
			d, ok = digits{coefficient: 100}, true
		}
		if !ok {
			return false
		}
		p.take(d)
		t.Unit, t.Measure, p.i = "%", Percent, j
		return true
	}
	j := l.numeralEnd(p.i)
	if l.at(j) != '成' {
		return false
	}
	n, ok := belowMyriad(l.Runes[p.i:j])
	if !ok || n > 10 {
		return false
	}
	k := l.numeralEnd(j + 1)
	m := int64(0)
	if k > j+1 {
		if m, ok = belowMyriad(l.Runes[j+1 : k]); !ok || m > 9 {
			return false
		}
	}
	p.take(digits{coefficient: 10*n + m})
	t.Unit, t.Measure, p.i = "%", Percent, k
	return true
}

// numeralEnd is the rune after the numeral at rune i, its point included.
func (l *Line) numeralEnd(i int) int {
	for numeralRune(l.at(i)) || (l.at(i) == '点' || l.at(i) == '點') && numeralRune(l.at(i+1)) {
		i++
	}
	return i
}

// amount reads a sum of money, a score or a number of things written out: down to
// 分, as cheques have it, or in the unit behind it.
func (p *parser) amount() bool {
	l, t := p.l, &p.t
	j := l.numeralEnd(p.i)
	rs := l.Runes[p.i:j]
	if len(rs) == 0 {
		return false
	}
	switch r := l.at(j); {
	case r == '元' || r == '圆' || r == '圓':
		return p.yuan(rs, j)
	case r == '分' && j+1 == len(l.Runes):
		d, ok := readNumeral(rs)
		if !ok || len(rs) == 1 && rs[0] == '十' { // 十分 is a word, too
			return false
		}
		p.take(d)
		t.Unit, t.Measure, t.UnitAt, p.i = "分", Score, l.span(j, j+1), j+1
		return true
	case r == '个' || r == '项' || r == '人' || r == '名' || r == '家' || r == '户' || r == '次':
		d, ok := readNumeral(rs)
		if !ok || j+1 != len(l.Runes) {
			return false
		}
		p.take(d)
		t.Unit, t.Measure, t.UnitAt, p.i = string(r), Count, l.span(j, j+1), j+1
		return true
	}
	return false
}

// yuan reads a sum whose 元 is rune j: 壹佰万元 is 100 万元, 壹佰贰拾叁元伍角 is 123.5 元.
func (p *parser) yuan(rs []rune, j int) bool {
	l, t := p.l, &p.t
	last := rs[len(rs)-1]
	if big := myriads(last); big > 0 && len(rs) > 1 && !holdsMyriad(rs[:len(rs)-1]) {
		d, ok := readNumeral(rs[:len(rs)-1])
		if !ok {
			return false
		}
		p.take(d)
		t.Unit = "万元"
		if big == 1e8 {
			t.Unit = "亿元"
		}
		t.Measure, t.UnitAt, p.i = Money, l.span(j-1, j+1), j+1
		p.whole()
		return true
	}
	d, ok := readNumeral(rs)
	if !ok {
		return false
	}
	t.Unit, t.Measure, t.UnitAt = "元", Money, l.span(j, j+1)
	p.i = j + 1
	if d.decimals == 0 {
		for _, small := range []struct {
			sign  rune
			cents int64
		}{{'角', 10}, {'分', 1}} {
			i := p.i
			for l.at(i) == '零' {
				i++
			}
			if v, ok := numeralDigit(l.at(i)); ok && l.at(i+1) == small.sign {
				if d.decimals == 0 {
					d.coefficient, d.decimals, d.exponent = d.coefficient*100, 2, -2
				}
				d.coefficient += v * small.cents
				p.i = i + 2
			}
		}
		if d.decimals == 2 && d.coefficient%10 == 0 && l.at(p.i-1) == '角' {
			d.coefficient, d.decimals, d.exponent = d.coefficient/10, 1, -1
		}
	}
	p.take(d)
	p.whole()
	return true
}

func holdsMyriad(rs []rune) bool {
	for _, r := range rs {
		if myriads(r) > 0 {
			return true
		}
	}
	return false
}

// whole skips 整 and 正 behind a sum.
func (p *parser) whole() {
	if r := p.l.at(p.i); r == '整' || r == '正' {
		p.i++
	}
}
