package printed

// calendar reads the whole line as a year, a range of years or a date.
func (l *Line) calendar() (Token, bool) {
	i := 0
	if l.has(0, "FY") {
		i = 2
	}
	y, j := l.year(i)
	if j == i {
		if _, _, k := l.monthDay(0); k == len(l.Runes) && k > 0 && i == 0 {
			return Token{Kind: Date}, true
		}
		return Token{}, false
	}
	n := len(l.Runes)
	spelled := !digit(l.at(i))
	named := l.at(j) == '年' || i > 0
	k := l.yearWord(j)
	if k == n {
		if !named && !spelled {
			return Token{}, false // 2022 is a figure that may be a year
		}
		return Token{Kind: Year, year: y, until: y, Number: l.span(i, j), Spelled: spelled}, true
	}
	if m := l.rangeSign(k); m > k {
		if until, e := l.year(m); e > m && until > y && until-y < 50 && l.yearWord(e) == n {
			return Token{Kind: Year, year: y, until: until, Number: l.span(i, e), Spelled: spelled}, true
		}
	}
	if l.dated(j, n) {
		return Token{Kind: Date, year: y, until: y}, true
	}
	return Token{}, false
}

// dated reports a month, or a month and a day, from rune j to the end: -12-31,
// 年12月31日, 年底.
func (l *Line) dated(j, n int) bool {
	switch r := l.at(j); r {
	case '年':
		for _, w := range []string{"底", "末", "初", "中", "底前", "末前"} {
			if l.whole(j+1, w) {
				return true
			}
		}
		_, _, k := l.monthDay(j + 1)
		return k == n && k > j+1
	case '-', '/', '.':
		month, k := l.small(j+1, 12)
		if month == 0 {
			return false
		}
		if k == n {
			return r != '.' && r != '/' // 2022.12 is a figure
		}
		day, e := l.small(k+1, 31)
		return l.at(k) == r && day > 0 && e == n
	}
	return false
}

// monthDay reads 12月31日, 12月, 12月底, 十二月三十一日 and gives the rune after it, i
// where there is none.
func (l *Line) monthDay(i int) (month, day, end int) {
	month, j := l.small(i, 12)
	if month == 0 || l.at(j) != '月' {
		return 0, 0, i
	}
	j++
	if l.at(j) == '份' || l.at(j) == '底' || l.at(j) == '末' || l.at(j) == '初' {
		j++
		if l.at(j) == '前' {
			j++
		}
		return month, 0, j
	}
	day, k := l.small(j, 31)
	if day > 0 && (l.at(k) == '日' || l.at(k) == '号') {
		return month, day, k + 1
	}
	return month, 0, j
}

// small reads a number from 1 to most in digits or in Chinese, 0 where none stands
// at rune i.
func (l *Line) small(i, most int) (n, end int) {
	j := i
	for digit(l.at(j)) && j < i+2 {
		j++
	}
	if j > i {
		n = l.number(i, j)
		if digit(l.at(j)) || n > most {
			return 0, i
		}
		return n, j
	}
	for numeralRune(l.at(j)) {
		j++
	}
	if j == i {
		return 0, i
	}
	v, ok := readNumeral(l.Runes[i:j])
	if !ok || v.exponent != 0 || v.coefficient < 1 || v.coefficient > int64(most) {
		return 0, i
	}
	return int(v.coefficient), j
}

// year reads four digits that may be a year, in either script.
func (l *Line) year(i int) (y, end int) {
	for k := i; k < i+4; k++ {
		r := l.at(k)
		d, ok := numeralDigit(r)
		switch {
		case digit(r):
			d, ok = int64(r-'0'), true
		case r == 'O' && k > i && !digit(l.Runes[i]): // 二Ｏ二二
			d, ok, r = 0, true, '〇'
		}
		// 二0二二 is typed, too.
		if !ok || k > i && (l.Gap[k] || digit(r) != digit(l.Runes[i]) && r != '0') {
			return 0, i
		}
		y = 10*y + int(d)
	}
	if !plausibleYear(int64(y)) || digit(l.at(i+4)) {
		return 0, i
	}
	return y, i + 4
}

// yearWord skips 年 and 年度.
func (l *Line) yearWord(i int) int {
	if l.at(i) == '年' {
		i++
		if l.at(i) == '度' {
			i++
		}
	}
	return i
}

// rangeSign skips what stands between the years of a range.
func (l *Line) rangeSign(i int) int {
	j := i
	for j < i+2 && (l.at(j) == '-' || l.at(j) == '—' || l.at(j) == '~' || l.at(j) == '至' || l.at(j) == '到' || l.at(j) == '─' || l.at(j) == '―') {
		j++
	}
	return j
}

// ordinal reads the whole line as the number of a row: 1., (1)、, 一、, （二）, ③, ㈠.
func (l *Line) ordinal() (Token, bool) {
	n := len(l.Runes)
	if n == 0 || n > 8 {
		return Token{}, false
	}
	t, end := l.ordinalAt(0)
	return t, end == n
}

// ordinalAt reads the number of a row that stands at rune i, with what ends it, and
// gives the rune after it, i where there is none.
func (l *Line) ordinalAt(i int) (Token, int) {
	if v, spelled, ok := circled(l.at(i)); ok {
		return Token{Kind: Sequence, sequence: v + 1, Spelled: spelled}, l.numberEnd(i + 1)
	}
	open := l.at(i)
	from := i
	if open == '(' || open == '〔' {
		from++
	}
	v, j := l.small(from, 999)
	if digit(l.at(from)) {
		j = l.noteNumber(from, 3)
		v = l.number(from, j)
	}
	if j == from || from > i && l.at(j) != closes[open] {
		return Token{}, i
	}
	t := Token{Kind: Sequence, sequence: v + 1, Spelled: !digit(l.at(from))}
	end := l.numberEnd(j)
	if from == i && !t.Spelled && end == j+1 && l.at(j) == '.' {
		t.Doubt = Cut // 81. may be the first half of 81.25
	}
	return t, end
}

// CutOrdinal cuts the number of an item that a text starts with, and what ends it:
// 一、本级项目, （二）下属单位, 3.设备购置. spelled tells a number in Chinese from one in
// digits. A number that nothing ends is part of the text.
func CutOrdinal(s string) (rest string, spelled, ok bool) {
	l := lines.Get().(*Line)
	defer lines.Put(l)
	head := s
	if len(head) > longestBytes {
		head = head[:longestBytes]
	}
	l.Read(head)
	t, end := l.ordinalAt(0)
	if end < 2 || l.numberEnd(end-1) == end-1 || t.Doubt == Cut && digit(l.at(end)) {
		return "", false, false
	}
	return s[l.span(0, end).End:], t.Spelled, true
}

// numberEnd skips what ends the number of a row.
func (l *Line) numberEnd(i int) int {
	for r := l.at(i); r == ')' || r == '〕' || r == '、' || r == '.' || r == '。'; r = l.at(i) {
		i++
	}
	return i
}

// circled is the number in a circle or in brackets, which may be a Chinese one.
func circled(r rune) (n int, spelled, ok bool) {
	switch {
	case r >= '①' && r <= '⑳':
		return int(r-'①') + 1, false, true
	case r >= '⑴' && r <= '⒇':
		return int(r-'⑴') + 1, false, true
	case r >= '⒈' && r <= '⒛':
		return int(r-'⒈') + 1, false, true
	case r >= '㈠' && r <= '㈩':
		return int(r-'㈠') + 1, true, true
	case r >= 0x3280 && r <= 0x3289:
		return int(r-0x3280) + 1, true, true
	}
	return 0, false, false
}

// YearAt is a year that stands in a text.
type YearAt struct {
	Year   int
	Digits Span // its four digits
	End    int  // the byte after them, and after 年 and 度 where these follow
}

// FindYear finds the first year in a text: 2022年度, 二〇二二年. Without named, four
// digits alone will do, in a header's cell say: 2022预算数.
func FindYear(s string, named bool) (y YearAt, ok bool) {
	if !mayHoldYear(s) {
		return y, false
	}
	l := lines.Get().(*Line)
	defer lines.Put(l)
	l.Read(s)
	for i := range l.Runes {
		if r := l.Runes[i]; r != '1' && r != '2' && r != '一' && r != '二' || i > 0 && digit(l.Runes[i-1]) && digit(r) {
			continue
		}
		n, j := l.year(i)
		if j == i || named && l.at(j) != '年' || !digit(l.Runes[i]) && l.at(j) != '年' {
			continue
		}
		return YearAt{n, l.span(i, j), l.span(i, l.yearWord(j)).End}, true
	}
	return y, false
}

// mayHoldYear reports, at little cost, that a text has the first digit of a year.
func mayHoldYear(s string) bool {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '1', '2', 0xef, 0xe4, 0xe2: // half and full width; 一 and 二; radicals
			return true
		}
	}
	return false
}
