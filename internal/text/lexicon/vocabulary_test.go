package lexicon

import (
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	v := Default()
	for label, want := range map[string]string{
		"项目名称":           "name",
		"项 目\n名 称":       "name",
		"名称":             "name",
		"单位名称":           "implementer",
		"指标名称":           "",
		"预算数（调整后）":       "budget",
		"2023年度预算数(万元)":  "budget",
		"全年实际执行数（B）":     "executed",
		"执行数 (至2022 年底)": "executed",
		"结余交回 财政数":       "returned",
		"结余（交回财政）":       "returned",
		"执行率③=②/①":       "rate",
		"预算执行率（%）":       "rate",
		"自评得分（满分100分）":   "score",
		"得分④":            "score",
		"自评结果 应用意见":      "use",
		"序　号":            "seq",
		"项目负责人":          "",
		"联系电话":           "",
		"":               "",
		"完成水毁路段修复35处，群众满意": "",
	} {
		got := ""
		if ms := v.Columns.Find(label); len(ms) > 0 {
			got = ms[0].Field
		}
		if got != want {
			t.Errorf("%q names %q, want %q", label, got, want)
		}
	}
}

// TestPreference holds the vocabulary to its order: the adjusted budget before
// the initial one, the score before its weight.
func TestPreference(t *testing.T) {
	v := Default()
	rank := func(label string) int {
		ms := v.Columns.Find(label)
		if len(ms) == 0 {
			t.Fatalf("%q names nothing", label)
		}
		return ms[0].Rank
	}
	for _, c := range [][2]string{
		{"调整后预算数", "年初预算数"}, {"预算数（调整后）", "预算数（年初）"}, {"全年预算数", "年初预算数"}, {"调整预算", "预算批复数"},
		{"自评得分", "分值"}, {"总分", "得分"}, {"预算数", "年初预算"},
	} {
		if rank(c[0]) >= rank(c[1]) {
			t.Errorf("%q (%d) ought to come before %q (%d)", c[0], rank(c[0]), c[1], rank(c[1]))
		}
	}
}

func TestLoadVocabulary(t *testing.T) {
	v, err := Load(strings.NewReader("# ours\ncolumns:\n  budget: [财评后金额]\ntotals: [总 括]\ntitles:\n  bodies: [驿站]\n"))
	if err != nil {
		t.Fatal(err)
	}
	if ms := v.Columns.Find("财评后金额"); len(ms) != 1 || ms[0].Field != "budget" || ms[0].Rank != 0 {
		t.Errorf("the added word is found as %v", ms)
	}
	if !v.Totals.Has("总括") || !v.Totals.Has("合计") || v.Titles.Bodies[0] != "驿站" {
		t.Error("words are missing after merging")
	}
	if ms := Default().Columns.Find("财评后金额"); len(ms) != 0 {
		t.Error("merging changed the built-in vocabulary")
	}
	if err := v.Merge(strings.NewReader("columns:\n  budget: [送审价]\n")); err != nil || len(v.Columns.Find("送审价")) == 0 || len(v.Columns.Find("财评后金额")) == 0 {
		t.Errorf("a second file does not add to the first: %v", err)
	}
	for name, c := range map[string]struct{ src, want string }{
		"unknown key":    {"totals: [总括]\ncolumms:\n  budget: [x]\n", "2"},
		"unknown field":  {"columns:\n  name: [x]\n  bugdet: [y]\n", "line 3"},
		"not a list":     {"totals: {a: b}\n", "1"},
		"not a mapping":  {"columns: [a, b]\n", "line 1"},
		"not YAML":       {"columns: [a\nb: {", ""},
		"words no texts": {"columns:\n  name: {x: y}\n", ""},
		"empty grade":    {"grades: ['']", "grades: word 1 is empty"},
		"empty piece":    {"columns:\n  name: [名号, '项目&']", `line 2: word 2 of "name" is empty`},
		"empty section":  {"sections: [{role: budget, words: [收支], not: ['　']}]", "sections: word 1 is empty"},
		"empty post":     {"staffing: {posts: [' ']}", "posts: word 1 is empty"},
	} {
		if _, err := Load(strings.NewReader(c.src)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one that holds %q", name, err, c.want)
		}
	}
	for _, src := range []string{"", "\n", "# nothing\n"} {
		if _, err := Load(strings.NewReader(src)); err != nil {
			t.Errorf("%q: %v", src, err)
		}
	}
}
