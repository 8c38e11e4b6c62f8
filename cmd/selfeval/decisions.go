package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"selfeval/internal/settings/baseline"
	"selfeval/internal/text/suggest"
)

func decisionsCommand(p *program) *cobra.Command {
	c := &cobra.Command{
		Use:   "decisions",
		Short: "工作区里对问题所作的决定 · what was decided about findings in a workspace",
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(decisionsAcceptCommand(p), decisionsImportCommand(p), decisionsExportCommand(p))
	return c
}

func decisionsAcceptCommand(p *program) *cobra.Command {
	var at place
	var how acceptance
	c := &cobra.Command{
		Use:   "accept FINGERPRINT… --workspace DIR --reason … --by …",
		Short: "接受个别问题，数字变了会再列出 · accept findings; with other figures they come back",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if !how.named() {
				return usage{errors.New(p.say("--reason 与 --by 都要给出", "--reason and --by are both needed"))}
			}
			if err := how.check(p, args); err != nil {
				return err
			}
			w, err := at.open(c.Context(), p, false)
			if err != nil {
				return err
			}
			defer w.Close()
			var entries []baseline.Entry
			for _, fp := range args {
				e, err := w.Finding(c.Context(), fp)
				if err != nil {
					return err
				}
				if e == nil {
					there, _ := w.Fingerprints(c.Context(), 10000)
					return errors.New(fmt.Sprintf(p.say("工作区里没有指纹为 %s 的问题", "the workspace holds no finding %s"), fp) +
						suggest.Phrase(fp, there, p.language()))
				}
				how.sign(e)
				entries = append(entries, *e)
			}
			if err := w.Decide(c.Context(), entries); err != nil {
				return err
			}
			p.told("已接受 %d 个问题", "%d findings accepted", len(entries))
			return nil
		},
	}
	at.flags(c)
	how.flags(c)
	return c
}

func decisionsImportCommand(p *program) *cobra.Command {
	var at place
	c := &cobra.Command{
		Use:   "import BASELINE.json --workspace DIR",
		Short: "把基线文件里的决定放入工作区 · take the decisions of a baseline file into a workspace",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			b, err := p.readBaseline(args[0])
			if err != nil {
				return err
			}
			w, err := at.open(c.Context(), p, false)
			if err != nil {
				return err
			}
			defer w.Close()
			if err := w.Decide(c.Context(), b.Entries); err != nil {
				return err
			}
			p.told("放入 %d 条决定", "%d decisions taken in", len(b.Entries))
			return nil
		},
	}
	at.flags(c)
	return c
}

func decisionsExportCommand(p *program) *cobra.Command {
	var at place
	var out string
	c := &cobra.Command{
		Use:   "export --workspace DIR [-o BASELINE.json]",
		Short: "把工作区里的决定写成基线文件 · write a workspace's decisions as a baseline file",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			w, err := at.open(c.Context(), p, false)
			if err != nil {
				return err
			}
			defer w.Close()
			b, err := w.Decisions(c.Context())
			if err != nil {
				return err
			}
			return p.writeTo(out, b.Write)
		},
	}
	at.flags(c)
	c.Flags().StringVarP(&out, "output", "o", "", "写入文件 · write to a file")
	return c
}
