package printed

import "strings"

// NoteWord stands before the number of a note where that is printed as a mark: 注1.
const NoteWord = "注"

// IsNoteSign reports a character that a mark of a note in a formula is made of.
func IsNoteSign(r rune) bool {
	return r >= '①' && r <= '⑳' || strings.ContainsRune("[]*注†‡", r)
}

// EndsLength reports the last character of a unit of length, whose square is raised.
func EndsLength(r rune) bool { return strings.ContainsRune("米里丈尺", r) }

// IsAmountSign reports a character with which sums are written beside their digits.
func IsAmountSign(r rune) bool { return strings.ContainsRune("万亿元约整", r) }
