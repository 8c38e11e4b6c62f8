package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"selfeval/internal/text/suggest"
	"selfeval/rules"
	"selfeval/rules/builtin"
)

func rulesCommand(p *program) *cobra.Command {
	c := &cobra.Command{
		Use:   "rules",
		Short: "列出、解释、测试规则 · list, explain and test the rules",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage{errors.New(fmt.Sprintf(p.say("没有这个命令：rules %s", "unknown command: rules %s"), args[0]) + suggest.Phrase(args[0], names(c), p.language()))}
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(rulesListCommand(p), rulesExplainCommand(p), rulesTestCommand(p), rulesDocsCommand(p), rulesNewCommand(p))
	return c
}

func rulesListCommand(p *program) *cobra.Command {
	format := newChoice("text", "text", "json")
	var path string
	c := &cobra.Command{
		Use:   "list",
		Short: "列出内置规则和配置文件中的自定义规则 · list the built-in rules and those of the configuration",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			rs, err := p.rules(path)
			if err != nil {
				return err
			}
			if format.value == "json" {
				return json.NewEncoder(p.out).Encode(rules.Describe(rs))
			}
			w := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
			for _, r := range rs {
				fmt.Fprintf(w, "%s\t%s\t%s\n", r.ID, r.Severity, r.Title.In(p.language()))
			}
			return w.Flush()
		},
	}
	format.flag(c, c.Flags(), "format", "输出格式 · form of the output")
	configFlag(c, &path)
	return c
}

func rulesExplainCommand(p *program) *cobra.Command {
	var path string
	c := &cobra.Command{
		Use:   "explain ID…",
		Short: "说明规则：比较什么、依据、何时会误报、怎么办 · what a rule compares, why, and how it can be wrong",
		Example: `  selfeval rules explain score-exceeds-attainable
  selfeval --lang en rules explain total-row-mismatch`,
		Args: cobra.MinimumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return ruleIDs(builtin.All()), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			rs, err := p.rules(path)
			if err != nil {
				return err
			}
			for i, id := range args {
				at := slices.IndexFunc(rs, func(r *rules.Rule) bool { return r.ID == id })
				if at < 0 {
					return usage{fmt.Errorf(p.say("没有这条规则：%s%s", "no such rule: %s%s"), id, suggest.Phrase(id, ruleIDs(rs), p.language()))}
				}
				if i > 0 {
					fmt.Fprintln(p.out, strings.Repeat("─", 40))
				}
				if _, err := p.out.WriteString(rs[at].Explain(p.language())); err != nil {
					return err
				}
			}
			return nil
		},
	}
	configFlag(c, &path)
	return c
}

// rules are the built-in rules and those of the configuration file.
func (p *program) rules(path string) ([]*rules.Rule, error) {
	_, _, cfg, err := p.readConfig(path)
	if err != nil {
		return nil, err
	}
	return slices.Concat(builtin.All(), cfg.Rules.Custom), nil
}

func ruleIDs(rs []*rules.Rule) []string {
	var ids []string
	for _, r := range rs {
		ids = append(ids, r.ID)
	}
	return ids
}

func rulesDocsCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "docs FOLDER",
		Short: "把规则说明写成 Markdown 文件 · write the rules' pages as Markdown",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return err
			}
			for name, text := range rules.Pages(builtin.All()) {
				if err := os.WriteFile(filepath.Join(args[0], name), []byte(text), 0o644); err != nil {
					return err
				}
			}
			return nil
		},
	}
}
