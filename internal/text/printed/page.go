package printed

import "regexp"

// pageNumber matches the ways in which pages are numbered.
var pageNumber = regexp.MustCompile(`^(?:[-—–~·]*\d{1,4}[-—–~·]*|第?\d{1,4}页?(?:[/;；]共?|[,，]?(?:共|of))\d{1,4}页?|第?\d{1,4}页[,，]?\d{1,4}页?|第\d{1,4}页?|\d{1,4}页|第[\d一二三四五六七八九十百]{1,5}页(?:[/,，;；]?共[\d一二三四五六七八九十百]{1,5}页)?|(?i:page\.?)\d{1,4}(?:(?i:of|/)\d{1,4})?|[ivxIVX]{1,6})$`)

// longestPageNumber is how many bytes the number of a page has at most.
const longestPageNumber = 48

// IsPageNumber reports a squeezed line that numbers a page and says nothing else: -3-,
// 第3页, 3/12, 第3页共12页.
func IsPageNumber(squeezed string) bool {
	return squeezed != "" && len(squeezed) <= longestPageNumber && pageNumber.MatchString(squeezed)
}
