package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"selfeval/internal/app/isolate"
	"selfeval/internal/app/rulepack"
	"selfeval/internal/settings/config"
	"selfeval/internal/text/safe"
)

func rulesTestCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "test [FILE]",
		Short: "用配置文件中的示例报告测试规则 · try a configuration's rules on its example reports",
		Long: `用 selfeval.yaml 的 tests 中的示例报告测试其规则：应报的都报、不该报的不报才算通过。
只看这份文件自己的规则：自定义的、它设置过的、示例中写到的。

Tries the rules of a selfeval.yaml on the example reports under its tests: an
example passes where all that is expected is found, and nothing else. Only the
file's own rules count: custom ones, those it sets, those an example expects.

退出码 · exit codes: 0 全部通过 · all passed; 1 有未通过 · some failed; 2 文件有误 · the file is wrong`,
		Example: "  selfeval rules test\n  selfeval rules test 规则/selfeval.yaml",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			path := ""
			if len(args) > 0 {
				path = args[0]
			}
			name, text, cfg, err := p.readConfig(path)
			switch {
			case err != nil:
				return err
			case name == "":
				return errors.New(p.say("没有找到 selfeval.yaml", "no selfeval.yaml found"))
			case len(cfg.Tests) == 0:
				return fmt.Errorf(p.say("%s：没有 tests", "%s: no tests"), name)
			}
			opt, err := isolate.Settings{Config: text, Lang: p.language()}.Options()
			if err != nil {
				return err
			}
			results, err := rulepack.Run(c.Context(), cfg, filepath.Dir(name), opt)
			if err != nil {
				return err
			}
			return p.showTests(name, results)
		},
	}
}

// showTests writes a line an example, and what was wrong below it.
func (p *program) showTests(name string, results []rulepack.Result) error {
	failed := 0
	for i := range results {
		r := &results[i]
		if r.Passed() {
			fmt.Fprintf(p.out, p.say("通过  %s\n", "pass  %s\n"), r.Name)
			continue
		}
		failed++
		fmt.Fprintf(p.out, p.say("未通过  %s（%s:%d）\n", "FAIL  %s (%s:%d)\n"), r.Name, name, r.Line)
		if r.Err != nil {
			fmt.Fprintf(p.out, "  %s\n", safe.Text(p.message(r.Err)))
		}
		for _, w := range r.Missing {
			fmt.Fprintf(p.out, p.say("  应报未报：%s\n", "  expected, not found: %s\n"), wanted(w))
		}
		for _, f := range r.Unexpected {
			fmt.Fprintf(p.out, p.say("  多报：%s %s\n", "  found, not expected: %s %s\n"), f.Rule, safe.Line(f.Message))
		}
	}
	if _, err := fmt.Fprintf(p.out, p.say("共 %d 个示例，未通过 %d\n", "%d examples, %d failed\n"), len(results), failed); err != nil {
		return err
	}
	if failed > 0 {
		return exitFindings
	}
	return nil
}

// wanted writes an expected finding.
func wanted(w config.Want) string {
	s := w.Rule
	if len(w.Projects) > 0 {
		s += " " + strings.Trim(fmt.Sprint(w.Projects), "[]")
	}
	if w.Message != "" {
		s += " “" + w.Message + "”"
	}
	return s
}
