package account

import (
	"strings"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// ends tells how a text ends. A last line without a full stop is a signature, a date or
// an annex's name: only one that has begun a sentence breaks off. Where the file itself
// is cut, so is what came last of it.
func (a *Account) ends(doc *document.Document, blocks []document.Block) report.Ends {
	b := last(blocks)
	cut := b != nil && doc.Cut && b == last(doc.Blocks)
	switch {
	case cut && b.Table != nil:
		return report.EndsMidTable
	case cut, b != nil && b.Table == nil && !a.readAsForm(b) && breaksOff(strings.TrimRightFunc(b.Text, cjk.Space), a.words):
		return report.EndsMidSentence
	}
	return report.EndsWhole
}

// readAsForm reports a line that a form was read from up to its total: it is no sentence.
func (a *Account) readAsForm(b *document.Block) bool {
	for n, summed := range a.summed {
		if summed && a.spots[n].block == b {
			return true
		}
	}
	return false
}

// last is the last block that holds something.
func last(blocks []document.Block) *document.Block {
	for i := len(blocks) - 1; i >= 0; i-- {
		if b := &blocks[i]; b.Table != nil || strings.TrimSpace(b.Text) != "" {
			return b
		}
	}
	return nil
}

// breaksOff reports a text that ends in the middle of a sentence, or of a figure.
func breaksOff(text string, words *lexicon.ExplainedWords) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	if strings.ContainsRune("，、,（(“《：:", last) {
		return true
	}
	const sentence = 32 // characters; shorter lines are names and dates
	if utf8.RuneCountInString(text) <= sentence || !strings.ContainsAny(text, "，,") || strings.ContainsRune("。；！？”）)》…】", last) {
		return false
	}
	return cjk.Wide(last) || endsInFigure(text, words)
}

// endsInFigure reports a text that ends with digits that count something, as far as they
// go: a telephone number or a date may well be the last word.
func endsInFigure(text string, words *lexicon.ExplainedWords) bool {
	found := figuresIn(strings.TrimSuffix(text, "."))
	if len(found) == 0 {
		return false
	}
	f := &found[len(found)-1]
	return f.end >= len(text)-1 && what(text, f, words) == ""
}
