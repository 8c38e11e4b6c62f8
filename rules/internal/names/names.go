// Package names compares names of projects and departments that a report prints in more
// than one way.
package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"selfeval/internal/text/cjk"
)

// Key brings a name to the form in which names are compared.
func Key(s string) string {
	return strings.Map(func(r rune) rune {
		r = cjk.Fold(r)
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// This file compares project names that two parts of a report print differently:
// 人居环境整治提升项目 and 2022年镇级人居环境整治提升费用 are one project.

// Core is what a project's name says of which project it is.
func Core(name string) string {
	s := nameLevel.ReplaceAllString(nameYear.ReplaceAllString(Key(name), ""), "")
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

// Cores are the core names of a list, by which the ones most like another name are
// found without comparing it with each.
type Cores struct {
	names []string
	// at lists, by pair of characters, the names that hold it, as often as they do.
	at map[[2]rune][]int
}

// NewCores indexes core names.
func NewCores(names []string) *Cores {
	c := &Cores{names: names, at: map[[2]rune][]int{}}
	for i, name := range names {
		for p, n := range pairs(name) {
			for range n {
				c.at[p] = append(c.at[p], i)
			}
		}
	}
	return c
}

// Likeness of each name and another core name in percent: 100 where they are equal, at
// least 80 where one holds the other, else the share of character pairs that they have
// in common (Dice).
func (c *Cores) Likeness(core string) []int {
	common := make([]int, len(c.names))
	for p, n := range pairs(core) {
		left, last := 0, -1
		for _, i := range c.at[p] {
			if i != last {
				left, last = n, i
			}
			if left > 0 {
				common[i]++
				left--
			}
		}
	}
	for i, name := range c.names {
		common[i] = likeness(core, name, common[i])
	}
	return common
}

// likeness of two core names that have so many pairs of characters in common.
func likeness(x, y string, common int) int {
	if x == y && x != "" {
		return 100
	}
	if common == 0 {
		return 0
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	nx, ny := utf8.RuneCountInString(x), utf8.RuneCountInString(y)
	dice := 200 * common / (nx + ny - 2)
	if nx >= 4 && strings.Contains(y, x) {
		return max(80, dice)
	}
	return min(dice, 99)
}

// pairs counts the pairs of neighbouring characters of a text.
func pairs(s string) map[[2]rune]int {
	out := map[[2]rune]int{}
	last := rune(-1)
	for _, r := range s {
		if last >= 0 {
			out[[2]rune{last, r}]++
		}
		last = r
	}
	return out
}
