package main

import (
	"github.com/spf13/cobra"

	"selfeval/internal/service/night"
	"selfeval/internal/service/queue"
)

func recheckCommand(p *program) *cobra.Command {
	var in inputs
	var at place
	c := &cobra.Command{
		Use:   "recheck --workspace DIR",
		Short: "让程序、规则或词汇表变了之后结果已旧的报告重查 · have checked anew what a newer program or other rules may judge anew",
		Long: `把结果不是由本程序、本配置得出的报告放回队列，随后用 selfeval work 检查。其余的不动。
Puts back into the queue what was not checked by this program with this configuration;
selfeval work then checks it. Everything else is left alone.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			ctx := c.Context()
			d, err := at.openDesk(ctx, p, &in, false)
			if err != nil {
				return err
			}
			defer d.Close()
			n, err := night.Recheck(ctx, d.Workspace, d.q, d.name, queue.Recheck)
			if err == nil {
				p.told("%d 份待重查", "%d documents to be checked anew", n)
			}
			return err
		},
	}
	at.flags(c)
	in.settingFlags(c)
	return c
}
