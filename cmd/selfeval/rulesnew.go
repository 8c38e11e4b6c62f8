package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"selfeval/internal/app/newrule"
)

func rulesNewCommand(p *program) *cobra.Command {
	family := newChoice(newrule.Families[0], newrule.Families...)
	root := "."
	c := &cobra.Command{
		Use:   "new ID",
		Short: "在源码中新建一条规则：文件、样例、说明 · write a new rule's files into the source tree",
		Long: `在源码目录中写出新规则的文件、样例和说明，并把它列入所属一类。写出的文件可以编译；
样例的测试在规则写好之前不通过。做法见 CONTRIBUTING.md。

Writes a new rule's file, fixture and page into the source tree and lists it in its
family. What is written compiles; the fixture's test fails until the rule is filled in.
See CONTRIBUTING.md.`,
		Example: "  selfeval rules new rounded-scores --family summary",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			dir, err := newrule.Root(root)
			var files []string
			if err == nil {
				files, err = newrule.Write(dir, family.value, args[0])
			}
			if e, ok := errors.AsType[*newrule.Error](err); ok {
				return errors.New(e.In(p.language()))
			} else if err != nil {
				return err
			}
			for _, f := range files {
				if rel, err := filepath.Rel(dir, f); err == nil {
					f = rel
				}
				fmt.Fprintln(p.out, f)
			}
			_, err = fmt.Fprintf(p.out, p.say("下一步：写好规则和样例（go test ./rules/%s），再 go generate ./rules ./internal/settings/config\n",
				"next: fill in rule and fixture (go test ./rules/%s), then go generate ./rules ./internal/settings/config\n"), family.value)
			return err
		},
	}
	family.flag(c, c.Flags(), "family", "属于哪一类 · the family it belongs to")
	c.Flags().StringVar(&root, "root", root, "源码目录 · the source tree")
	return c
}
