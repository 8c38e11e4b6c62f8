package content

import "bytes"

// What a search by regular expressions would find, found by the rare letter in it: a
// file is looked through once, and most of it is streams.

// nextObject finds the next head of an object, "12 0 obj", from pos on: its number and
// where its body begins, -1 if there is none.
func nextObject(data []byte, pos int) (id, body int) {
	for at := pos; ; {
		i := bytes.Index(data[at:], []byte("obj"))
		if i < 0 {
			return 0, -1
		}
		i += at
		at = i + 3
		if at < len(data) && wordByte(data[at]) {
			continue
		}
		if id, ok := headBefore(data[pos:i]); ok {
			return id, at
		}
	}
}

// headBefore reads the two numbers that b ends with, each with white space behind it,
// the first after a line's beginning, white space or "endobj".
func headBefore(b []byte) (id int, ok bool) {
	_, b, ok = numberBefore(b, 5)
	if !ok {
		return 0, false
	}
	digits, b, ok := numberBefore(b, 10)
	if !ok {
		return 0, false
	}
	if n := len(b); n > 0 && !blankByte(b[n-1]) && b[n-1] != 0 && !bytes.HasSuffix(b, []byte("endobj")) {
		return 0, false
	}
	for _, d := range digits {
		id = id*10 + int(d-'0')
	}
	return id, true
}

// numberBefore takes a number of at most so many digits, and the white space behind it,
// off the end of b.
func numberBefore(b []byte, most int) (digits, before []byte, ok bool) {
	end := len(b)
	for end > 0 && blankByte(b[end-1]) {
		end--
	}
	if end == len(b) {
		return nil, nil, false
	}
	from := end
	for from > 0 && b[from-1] >= '0' && b[from-1] <= '9' && end-from <= most {
		from--
	}
	if from == end || end-from > most {
		return nil, nil, false
	}
	return b[from:end], b[:from], true
}

// laterGeneration reports what may be a reference to an object of a generation other
// than 0: an R behind another number.
func laterGeneration(b []byte) bool {
	for i := 0; ; i++ {
		n := bytes.IndexByte(b[i:], 'R')
		if n < 0 {
			return false
		}
		i += n
		digits, before, ok := numberBefore(b[:i], 5)
		if ok && digits[0] != '0' && len(before) > 0 && blankByte(before[len(before)-1]) {
			return true
		}
	}
}

func blankByte(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

func wordByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
}
