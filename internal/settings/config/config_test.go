package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"selfeval/internal/settings/config"
	"selfeval/report"
	"selfeval/rules"
)

const whole = `# 配置示例
default: all
disable: [sequence-gap]
rules:
  score-exceeds-attainable:
    severity: error
    params:
      execution_weight: 20
  identical-amounts: info
  uniform-scores: off
  total-row-mismatch: {params: {row_rounding: true}}
overrides:
  - departments: ["*教育局*"]
    disable: [duplicate-project]
  - paths: ["2019/**"]
    rules:
      score-exceeds-attainable:
        params: {execution_weight: 10.5}
vocabulary:
  columns:
    budget: [核定数]
custom:
  - id: large-balance
    title: {zh: 结余过大, en: Large balance}
    severity: info
    for: project
    when: |
      project.budget - project.executed >
        amount("50", "万元")
    message: "结余 ${project.budget - project.executed}"
    values: {balance: project.budget - project.executed}
    basis: [{document: 《某办法》, number: 第三条}]
suppress:
  - fingerprint: 0123456789abcdef
    reason: 已核对支付凭证
    by: 张三
    until: 2027-01-01
tests:
  - name: 有结余
    report: |
      | 序号 | 项目名称 | 预算数 | 执行数 | 自评得分 |
    want: [large-balance, {rule: duplicate-sequence, projects: [2], message: 重复}]
`

func TestParse(t *testing.T) {
	c, err := config.Parse("selfeval.yaml", []byte(whole))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Rules.Check(); err != nil {
		t.Error(err)
	}
	s := c.Rules.Settings
	if s["score-exceeds-attainable"].Severity != rules.Error || s["score-exceeds-attainable"].Params["execution_weight"] != "20" ||
		s["identical-amounts"].Severity != rules.Info || *s["uniform-scores"].Enabled || *s["sequence-gap"].Enabled ||
		s["total-row-mismatch"].Params["row_rounding"] != true {
		t.Errorf("settings: %+v", s)
	}
	if len(c.Rules.Overrides) != 2 || !c.ByPath || c.Rules.Overrides[1].Settings["score-exceeds-attainable"].Params["execution_weight"] != "10.5" {
		t.Errorf("overrides: %+v", c.Rules.Overrides)
	}
	if len(c.Rules.Custom) != 1 || c.Rules.Custom[0].Title.EN != "Large balance" || c.Rules.Custom[0].Basis[0].Number != "第三条" {
		t.Errorf("custom: %+v", c.Rules.Custom)
	}
	if !strings.Contains(c.Vocabulary, "核定数") || len(c.Suppress) != 1 || c.Suppress[0].By != "张三" || len(c.Tests) != 1 || len(c.Tests[0].Want) != 2 {
		t.Errorf("%+v", c)
	}
}

func TestEmpty(t *testing.T) {
	for _, src := range []string{"", "\n", "# nothing\n", "rules:\n", "custom: []\n"} {
		if _, err := config.Parse("x.yaml", []byte(src)); err != nil {
			t.Errorf("%q: %v", src, err)
		}
	}
}

// TestMistakes expects every mistake with its line, and what was meant.
func TestMistakes(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"top key", "default: all\nrule: {}\n", "c.yaml:2:1: 未知的键 \"rule\"，是不是 rules？"},
		{"rule id", "rules:\n  score-exceed-attainable: off\n", "c.yaml:2:3: 没有这条规则 \"score-exceed-attainable\"，是不是 score-exceeds-attainable？"},
		{"setting", "rules:\n  sequence-gap:\n    severty: error\n", "c.yaml:3:5: 未知的键 \"severty\"，是不是 severity？"},
		{"severity", "rules:\n  sequence-gap:\n    severity: eror\n", "c.yaml:3:15: 没有这个级别 \"eror\"，是不是 error？"},
		{"parameter", "rules:\n  identical-amounts:\n    params:\n      digit: 3\n", "c.yaml:4:7: 规则 identical-amounts 没有这个参数 \"digit\"，是不是 digits？"},
		{"not a number", "rules:\n  identical-amounts:\n    params: {digits: many}\n", "c.yaml:3:22: 参数 digits：many is not a decimal"},
		{"range", "rules:\n  score-exceeds-attainable:\n    params: {execution_weight: 120}\n", "120 is above 100"},
		{"disable", "disable:\n  - sequence-gap\n  - sequence-gaps\n", "c.yaml:3:5: 没有这条规则 \"sequence-gaps\"，是不是 sequence-gap？"},
		{"twice", "default: all\ndefault: none\n", "c.yaml:2:"},
		{"kind", "rules: [a]\n", "c.yaml:1:"},
		{"yaml", "rules:\n  a: [1, 2\n", "c.yaml:"},
		{"override without a place", "overrides:\n  - disable: [sequence-gap]\n", "请用 departments 或 paths"},
		{"pattern", "overrides:\n  - paths: [\"[\"]\n", "通配符"},
		{"vocabulary", "vocabulary:\n  colums: {}\n", "c.yaml:"},
		{"no reason", "suppress:\n  - fingerprint: abc\n    by: 张三\n", "缺少 reason"},
		{"no name", "suppress:\n  - fingerprint: abc\n    reason: 已核对\n", "缺少 by"},
		{"empty reason", "suppress:\n  - fingerprint: abc\n    reason: \"\"\n    by: 张三\n", "c.yaml:3:13: reason 不能为空"},
		{"bad day", "suppress:\n  - {fingerprint: abc, reason: 好, by: 张三, until: 明年}\n", "until 应是日期"},
		{"built-in name", "custom:\n  - {id: sequence-gap, when: 'true', message: x}\n", "c.yaml:2:10: sequence-gap 是内置规则的名称"},
		{"bad id", "custom:\n  - {id: Large, when: 'true', message: x}\n", "c.yaml:2:10: 规则名称"},
		{"no when", "custom:\n  - {id: large-balance, message: x}\n", "缺少 when"},
		{"scope", "custom:\n  - {id: large-balance, for: row, when: 'true', message: x}\n", "c.yaml:2:30: for 应是"},
		{"field", "custom:\n  - id: large-balance\n    for: project\n    message: x\n    when: project.budget > project.executd\n", "c.yaml:5:35: when：undefined field 'executd'"},
		{"field in a block", "custom:\n  - id: large-balance\n    for: project\n    message: x\n    when: |\n      project.budget > 1 &&\n        project.executd > 2\n", "c.yaml:7:16: when：undefined field 'executd'"},
		{"message", "custom:\n  - id: large-balance\n    for: project\n    message: \"结余 ${project.balance}\"\n    when: 'true'\n", "message：undefined field 'balance'"},
		{"not a question", "custom:\n  - {id: large-balance, when: '1 + 1', message: x}\n", "must be true or false"},
		{"test without report", "tests:\n  - {name: x, want: [sequence-gap]}\n", "请用 report"},
	} {
		_, err := config.Parse("c.yaml", []byte(c.src))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v\nwant %s", c.name, err, c.want)
		}
	}
	// All mistakes of a file are told at once.
	_, err := config.Parse("c.yaml", []byte("rule: {}\ndefalt: all\n"))
	if err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("%v", err)
	}
}

func TestErrorInEnglish(t *testing.T) {
	_, err := config.Parse("c.yaml", []byte("rule: {}\n"))
	e, ok := err.(interface{ Unwrap() []error })
	if !ok {
		t.Fatal(err)
	}
	if got := e.Unwrap()[0].(*config.Error).In(report.EN); got != `c.yaml:1:1: unknown key "rule"; did you mean rules?` {
		t.Error(got)
	}
}

func TestFind(t *testing.T) {
	dir := t.TempDir()
	deep := filepath.Join(dir, "a", "b")
	if err := os.MkdirAll(deep, 0o755); err != nil {
		t.Fatal(err)
	}
	want := filepath.Join(dir, "a", config.FileName)
	if err := os.WriteFile(want, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if got, err := config.Find(deep); err != nil || got != want {
		t.Errorf("%s, %v", got, err)
	}
	// A repository's root ends the search.
	if err := os.MkdirAll(filepath.Join(deep, ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	if got, err := config.Find(deep); err != nil || got != "" {
		t.Errorf("%s, %v", got, err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(whole)
	f.Add("rules:\n  - &a *a\n")
	f.Add("? [a]\n: {b: !!binary x}\n")
	f.Fuzz(func(t *testing.T, src string) {
		c, err := config.Parse("f.yaml", []byte(src))
		if (c == nil) == (err == nil) {
			t.Errorf("%v, %v", c, err)
		}
	})
}

// What would cost a parser gigabytes is refused by its bytes.
func TestBounds(t *testing.T) {
	for name, src := range map[string]string{
		"brackets": "rules: " + strings.Repeat("[", 100_000), "mappings": "rules: " + strings.Repeat("{a: ", 50_000),
		"dashes": "disable: " + strings.Repeat("- ", 100_000) + "x", "vocabulary": "vocabulary:\n  columns: " + strings.Repeat("[", 100_000),
		"anchors": "rules: " + strings.Repeat("&a ", 60_000) + "x", "large": strings.Repeat("#\n", 4<<20),
	} {
		start := time.Now()
		if _, err := config.Parse("c.yaml", []byte(src)); err == nil {
			t.Errorf("%s: no error", name)
		} else if _, ok := errors.AsType[*config.Error](err); !ok {
			t.Errorf("%s: %T without a place", name, err)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}
