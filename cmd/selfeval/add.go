package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"selfeval/internal/app/batch"
	"selfeval/internal/service/intake"
	"selfeval/internal/service/queue"
	"selfeval/internal/text/safe"
)

func addCommand(p *program) *cobra.Command {
	var in inputs
	var at place
	c := &cobra.Command{
		Use:   "add FILES… --workspace DIR",
		Short: "把报告放入工作区，等待检查 · put reports into a workspace, to be checked",
		Long: `把报告放入工作区。内容相同的文件只存一份、只查一次；目录会记住，每夜再看（selfeval nightly）。
随后用 selfeval work 检查。
Puts reports into a workspace. The same bytes are kept and checked once, wherever they
lie; folders are remembered, and looked through again by selfeval nightly. Then
selfeval work checks them.
` + inputsHelp,
		Example: `  selfeval add 2022/ 2023/ --workspace ws
  selfeval work --workspace ws
  selfeval results --workspace ws --format html -o 结果.html`,
		RunE: func(c *cobra.Command, args []string) error {
			if err := in.usage(p, args); err != nil {
				return err
			}
			p.finishes.Store(true)
			ctx := c.Context()
			d, err := at.openDesk(ctx, p, &in, true)
			if err != nil {
				return err
			}
			defer d.Close()
			take := &intake.Intake{W: d.Workspace, Q: d.q, Settings: d.name, Priority: queue.Person, MaxBytes: d.settings.Limits.Bytes}
			find := batch.Finder{Args: args, Lists: in.lists, Name: in.name, Skipped: func(path string) {
				p.log.Warn().Str("path", path).Msg(p.say("跳过指向目录的链接", "link to a folder not searched"))
			}}
			part, err := in.part(p)
			if err != nil {
				return err
			}
			named := 0
			err = take.Files(ctx, part.Of(find.All(ctx, p.in)), p.in, func(s batch.Source, err error) {
				if s.Named || s.Stdin {
					named++
				}
				fmt.Fprintf(p.err, "selfeval: %s: %s\n", safe.Line(s.Path), safe.Line(p.message(err)))
			})
			if err != nil {
				return err
			}
			for _, a := range args {
				if st, err := os.Stat(a); err == nil && st.IsDir() {
					if a, err = filepath.Abs(a); err == nil {
						err = d.AddRoot(ctx, a)
					}
					if err != nil {
						return err
					}
				}
			}
			n := take.Count
			p.told("看到 %d 个文件：新增 %d 份，未变 %d 份，待检查 %d 份%s", "%d files seen: %d new, %d unchanged, %d to be checked%s",
				n.Seen, n.New, n.Unchanged, n.Queued, p.also(n))
			switch {
			case ctx.Err() != nil:
				return exitOf(ctx)
			case named > 0 || n.Failed > 0 && (in.strict || n.Failed == n.Seen):
				return exitFailure
			}
			return nil
		},
	}
	at.flags(c)
	in.sourceFlags(c)
	in.settingFlags(c)
	c.Flags().BoolVar(&in.strict, "fail-on-unreadable", false, "有任何文件读不了时退出码为 2 · exit with 2 where any file cannot be read")
	return c
}

// also names what was left out.
func (p *program) also(n intake.Count) (s string) {
	if n.Skipped > 0 {
		s += fmt.Sprintf(p.say("，跳过本程序的结果 %d 个", ", %d results of this program skipped"), n.Skipped)
	}
	if n.Failed > 0 {
		s += fmt.Sprintf(p.say("，读不了 %d 个", ", %d could not be read"), n.Failed)
	}
	return s
}
