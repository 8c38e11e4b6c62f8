package main

import (
	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"
)

func gcCommand(p *program) *cobra.Command {
	var at place
	var keep int
	var try bool
	c := &cobra.Command{
		Use:   "gc --workspace DIR",
		Short: "清理工作区里不再有用的结果 · clear a workspace of results that are of no more use",
		Long: `清理已被新结果取代、且早于最近几次夜间运行的结果，以及没有记录指向的文件。
报告原件、每份报告的最新结果、已作的决定都不动。
Takes away results that newer ones took the place of and that are older than the last
nightly runs, and files that no record names. Papers, newest results and decisions stay.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			w, err := at.open(c.Context(), p, false)
			if err != nil {
				return err
			}
			defer w.Close()
			s, err := w.Sweep(c.Context(), keep, try)
			if err != nil {
				return err
			}
			zh, en := "清理了 %d 个旧结果，%d 个无主文件（%s）", "%d old results and %d files without an owner (%s) taken away"
			if try {
				zh, en = "可清理 %d 个旧结果，%d 个无主文件（%s）", "%d old results and %d files without an owner (%s) could be taken away"
			}
			p.told(zh, en, s.Checks, s.Blobs, humanize.IBytes(uint64(s.Bytes)))
			return nil
		},
	}
	at.flags(c)
	c.Flags().IntVar(&keep, "keep-runs", 30, "保留最近几次夜间运行的结果 · nightly runs whose results are kept")
	c.Flags().BoolVar(&try, "dry-run", false, "只数，不清理 · only count")
	return c
}
