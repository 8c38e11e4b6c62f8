package identity

import (
	"strings"
	"unicode/utf8"
)

// longCode is how many characters the code of a department has at most.
const longCode = 12

// Body parts a department's name from its code: 219-某镇人民政府, 某局[182],
// (018)某局.
func Body(s string) (name, code string) {
	name = strings.TrimSpace(s)
	rest := strings.TrimLeft(name, "[(（【〔")
	if n := codeEnd(rest); n > 0 {
		if tail := strings.TrimLeft(rest[n:], "-—－_ ])）】〕:：、.　"); tail != rest[n:] && utf8.RuneCountInString(tail) >= 3 {
			return tail, rest[:n]
		}
	}
	for _, open := range []string{"[", "(", "（", "【", "〔", "-", "—"} {
		i := strings.LastIndex(name, open)
		if i <= 0 {
			continue
		}
		tail := strings.TrimRight(name[i+len(open):], "])）】〕 ")
		if n := codeEnd(tail); n > 0 && n == len(tail) {
			return strings.TrimSpace(name[:i]), tail
		}
	}
	return name, ""
}

// codeEnd is where the code ends that a text starts with, 0 where it starts with none.
func codeEnd(s string) int {
	n := 0
	for n < len(s) && (s[n] >= '0' && s[n] <= '9') {
		n++
	}
	if n < 2 || n > longCode {
		return 0
	}
	return n
}

// sameBody reports whether one name is the end of the other: 县水务局 of 青禾县水务局.
func sameBody(a, b string) bool {
	a, b = asCompared(a), asCompared(b)
	if len(a) > len(b) {
		a, b = b, a
	}
	return utf8.RuneCountInString(a) >= 3 && strings.HasSuffix(b, a)
}

// withoutInstitutions cuts the list of its institutions off a department's name:
// 某局及所属事业单位, 某局（含…）.
func (rd *titleReader) withoutInstitutions(s string) string {
	for _, w := range rd.vocab.Titles.Institutions {
		if head, _, ok := strings.Cut(s, w); ok && rd.isBody(head) {
			return head
		}
	}
	for _, open := range []string{"(", "（"} {
		head, inside, ok := strings.Cut(s, open)
		if !ok || !rd.isBody(head) {
			continue
		}
		for _, w := range rd.vocab.Titles.InstitutionsIn {
			if strings.HasPrefix(inside, w) {
				return head
			}
		}
	}
	return s
}
