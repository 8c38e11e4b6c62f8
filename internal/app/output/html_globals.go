package output

import (
	"cmp"
	"embed"
	"slices"
	"strings"

	"selfeval/report"
)

//go:embed page/js/*.js
var pageScripts embed.FS

// pageScript is the page's script: its parts in the order of their names, in one function
// of their own.
func pageScript() string {
	parts, _ := pageScripts.ReadDir("page/js")
	var b strings.Builder
	b.WriteString("(() => {\n\"use strict\";\n")
	for _, p := range parts {
		text, _ := pageScripts.ReadFile("page/js/" + p.Name())
		b.Write(text)
	}
	b.WriteString("})();\n")
	return b.String()
}

// globals is what the page's script must know before it knows any document.
func (h *htmlWriter) globals(s Summary) map[string]any {
	type rule struct {
		ID     string `json:"id"`
		Title  string `json:"t"`
		Weight int    `json:"w"`
	}
	c := &h.counts
	list := make([]rule, len(c.ruleNames.list))
	for _, r := range c.rules {
		list[r.number] = rule{r.ID, r.Title, r.Severity.Weight()}
	}
	var cells [][6]any
	for at, y := range c.cells {
		rate := ""
		if r, ok := y.rate(); ok {
			rate = r.StringFixed(2)
		}
		if y.projects > 0 || y.score != "" {
			cells = append(cells, [6]any{at[0], at[1], y.projects, y.budget.StringFixed(2), y.executed.StringFixed(2), [2]string{rate, y.score}})
		}
	}
	slices.SortFunc(cells, func(a, b [6]any) int {
		return cmp.Or(cmp.Compare(a[0].(int), b[0].(int)), cmp.Compare(a[1].(int), b[1].(int)))
	})
	words := map[string]string{}
	for k, v := range h.t.Words {
		words[k] = v
	}
	return map[string]any{"words": words, "departments": c.departments.list, "sources": c.sources.list, "strings": c.strings.list, "rules": list,
		"years": c.sortedYears(), "cells": cells, "title": h.t.Title, "english": h.opt.Lang == report.EN, "documents": s.Documents}
}
