package rules

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// This file compares project names that two parts of a report print differently:
// 人居环境整治提升项目 and 2022年镇级人居环境整治提升费用 are one project.

var (
	nameYear  = regexp.MustCompile(`(?:19|20)\d\d年?度?`)
	nameLevel = regexp.MustCompile(`^(?:中央|省级|市级|区级|县级|镇级|乡级|本级|追加|续建|结转|[省市区县])+`)
)

// nameTails are the words that say what kind of thing a project is, not which.
var nameTails = []string{"项目", "工程", "建设", "工作", "费用", "经费", "资金", "专项", "补助", "费"}

// coreName is what a project's name says of which project it is.
func coreName(name string) string {
	s := nameLevel.ReplaceAllString(nameYear.ReplaceAllString(nameKey(name), ""), "")
	for cut := true; cut; {
		cut = false
		for _, t := range nameTails {
			if rest, ok := strings.CutSuffix(s, t); ok && utf8.RuneCountInString(rest) >= 4 {
				s, cut = rest, true
			}
		}
	}
	return s
}

// likeness of two core names in percent: 100 where they are equal, at least 80
// where one holds the other, else the share of character pairs that they have in
// common (Dice).
func likeness(x, y string) int {
	if x == "" || y == "" {
		return 0
	}
	if x == y {
		return 100
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	nx, ny := utf8.RuneCountInString(x), utf8.RuneCountInString(y)
	common := 0
	px, py := pairs(x), pairs(y)
	for _, p := range px {
		if i := slices.Index(py, p); i >= 0 {
			common++
			py[i] = ""
		}
	}
	dice := 0
	if n := max(nx-1, 0) + max(ny-1, 0); n > 0 {
		dice = 200 * common / n
	}
	if nx >= 4 && strings.Contains(y, x) {
		return max(80, dice)
	}
	return min(dice, 99)
}

func pairs(s string) []string {
	rs := []rune(s)
	var out []string
	for i := 0; i+1 < len(rs); i++ {
		out = append(out, string(rs[i:i+2]))
	}
	return out
}
