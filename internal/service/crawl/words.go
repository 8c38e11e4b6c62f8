package crawl

import (
	"regexp"
	"strings"
)

// ofInterest are words of links that lead to self-evaluation reports, or to the places
// where they are published.
var ofInterest = regexp.MustCompile(`绩效|自评|评价报告|决算|预算|信息公开|政务公开|财政资金|专项资金|政府信息|公开目录|公开年报|重点领域|主动公开|财政信息|财政公开`)

// ofReports are words of titles that reports themselves have.
var ofReports = regexp.MustCompile(`绩效|自评|评价报告|评价结果`)

// onward are the words of links to the next page of a list.
var onward = regexp.MustCompile(`^[\s\[【(（]*(下一?页|后一?页|下页|下一頁|next( page)?|[>›»]{1,2}|下一篇列表)[\s\]】)）>›»]*$`)

// viewer is a page that shows a file which its address names.
var viewer = regexp.MustCompile(`(?i)(viewer?|preview|pdfjs|show|online)[^/]*(\.\w+)?$`)

// refreshes is what a page says of where it sends its readers.
var refreshes = regexp.MustCompile(`(?i)^\s*\d{1,3}(?:\.\d*)?\s*[;,]\s*url\s*=\s*['"]?([^'"\s]+)`)

// digitsOnly is a link that is a number of a page.
var digitsOnly = regexp.MustCompile(`^[\s\[【]*\d{1,4}[\s\]】]*$`)

// yearOnly is a link that is a year, as places of reports are parted by.
var yearOnly = regexp.MustCompile(`^\s*20\d\d\s*年?度?\s*$`)

// printedDay is a day as lists print it.
var printedDay = regexp.MustCompile(`(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})`)

// attachmentEnding is the ending of an attachment's address, in its path or its query.
var attachmentEnding = regexp.MustCompile(`(?i)\.(pdf|docx?|xlsx?|wps|et|ofd|rtf|zip|rar|7z)(?:$|[?&#;])`)

// attachmentSign is an address that hands out files whatever they are called.
var attachmentSign = regexp.MustCompile(`(?i)(download|attach|fileid=|file_id=|downfile|getfile)`)

// attachmentWord is the text of a link to an annex, whatever it is kept as.
var attachmentWord = regexp.MustCompile(`^[\s（(【\[]*附[件表]`)

// pictures and the like are never asked for.
var neverAsked = regexp.MustCompile(`(?i)\.(jpe?g|png|gif|bmp|svg|webp|ico|css|js|mp[34]|avi|wmv|flv|apk|exe|iso|dmg|msi|swf|woff2?|ttf)(?:$|[?&#;])`)

// squeeze is a text with its white space folded.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
