package printed

import "strings"

// yearSign stands behind a year.
const yearSign = "年"

// YearIn finds the first year of a squeezed text, as printed: 2022 in 2022年度自评表. open
// says that a year at the end counts without its 年 too.
func YearIn(squeezed string, open bool) string {
	for i := 0; i+4 <= len(squeezed); i++ {
		y := squeezed[i : i+4]
		if y[:2] != "19" && y[:2] != "20" || !digit(rune(y[2])) || !digit(rune(y[3])) {
			continue
		}
		rest, ok := strings.CutPrefix(squeezed[i+4:], yearSign)
		if ok && (rest == "" || !digit(rune(rest[0]))) || open && squeezed[i+4:] == "" {
			return y
		}
	}
	return ""
}
