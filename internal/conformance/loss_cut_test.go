package conformance_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"selfeval"
)

// TestCutOff ends the bytes of every fixture early, at many places: nothing may be held
// against the paper that its whole does not bear out, and where the bytes show that
// something is missing the account says so.
func TestCutOff(t *testing.T) {
	cuts := 6
	if testing.Short() {
		cuts = 2
	}
	counts := map[string][4]int{} // cuts, accused, shown by the bytes, untold
	for _, file := range fixtureFiles(t) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		opt := selfeval.Options{NoConfirm: true}
		docs := selfeval.Check(t.Context(), selfeval.Input{Name: file, Data: data}, opt)
		if len(docs) != 1 || docs[0].Status == selfeval.Other || docs[0].Status == selfeval.Failed {
			continue
		}
		f := &lossy{name: file, found: accusations(docs)}
		r := f.chance("cut")
		kind := strings.TrimPrefix(filepath.Ext(file), ".")
		n := counts[kind]
		for range cuts {
			at := len(data)/5 + r.IntN(len(data)-len(data)/5)
			part := data[:at:at]
			n[0]++
			for _, d := range selfeval.Check(t.Context(), selfeval.Input{Name: file, Data: part}, opt) {
				// A Markdown file may end anywhere and be whole: then the paper itself lacks what
				// is missing, and is told so.
				if fresh := f.fresh(d); len(fresh) > 0 && (kind != "md" || showsCut(kind, data, at)) {
					n[1]++
					t.Errorf("%s, cut at %d of %d after %q: the paper is accused: %s", file, at, len(data), tail(part), strings.Join(fresh, "; "))
				}
				if !showsCut(kind, data, at) {
					continue
				}
				n[2]++
				if d.Status == selfeval.OK || d.Status == selfeval.Partial && d.Reading.Ends == "whole" {
					n[3]++
					t.Errorf("%s, cut at %d of %d after %q: the account says %s, ends %s", file, at, len(data), tail(part), d.Status, d.Reading.Ends)
				}
			}
		}
		counts[kind] = n
	}
	t.Log(fmt.Sprint("cuts, accused, shown by the bytes, untold: ", counts))
	for kind, least := range map[string]int{"md": 100, "html": 60, "pdf": 60} {
		if counts[kind][0] < least/2 || counts[kind][2] == 0 {
			t.Errorf("%s was cut only %d times", kind, counts[kind][0])
		}
	}
}

// tail is the end of a text.
func tail(data []byte) string {
	s := strings.ToValidUTF8(string(data[max(0, len(data)-40):]), "")
	for utf8.RuneCountInString(s) > 12 {
		_, size := utf8.DecodeRuneInString(s)
		s = s[size:]
	}
	return s
}

var sentenceOpen = regexp.MustCompile(`[，,][^。；！？|\n<>]*\p{Han}$`)

// showsCut reports whether a person who sees the bytes alone knows that more followed: a
// PDF without its end, a page within a table or a tag, a row without its last bar, the
// middle of a long sentence.
func showsCut(kind string, data []byte, at int) bool {
	part, rest := data[:at], data[at:]
	switch kind {
	case "pdf":
		return bytes.Contains(rest, []byte("endobj"))
	case "html":
		if bytes.Contains(part, []byte("</body")) {
			return false
		}
		open := bytes.LastIndex(part, []byte("<table"))
		return open >= 0 && !bytes.Contains(part[open:], []byte("</table")) || bytes.LastIndexByte(part, '<') > bytes.LastIndexByte(part, '>')
	}
	line := part[bytes.LastIndexByte(part, '\n')+1:]
	if bytes.HasPrefix(line, []byte("|")) {
		above := part[:max(0, len(part)-len(line)-1)]
		above = above[bytes.LastIndexByte(above, '\n')+1:]
		return bytes.HasPrefix(above, []byte("|")) && bytes.HasSuffix(bytes.TrimSpace(above), []byte("|")) && bytes.Count(line, []byte("|")) < bytes.Count(above, []byte("|"))
	}
	return len([]rune(string(line))) > 40 && sentenceOpen.Match(line)
}
