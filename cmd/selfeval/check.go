package main

import (
	"github.com/spf13/cobra"

	"selfeval/internal/app/isolate"
	"selfeval/internal/app/output"
	"selfeval/internal/app/wire"
	"selfeval/rules"
)

func checkCommand(p *program) *cobra.Command {
	var in inputs
	format := newChoice("text", formatNames()...)
	var accepted string
	var show filter
	var settings isolate.Settings
	pictures := newChoice("auto", "auto", "on", "off")
	failOn := newChoice("error", "error", "warning", "info", "none")
	c := &cobra.Command{
		Use:   "check FILES…",
		Short: "检查报告并列出问题 · check reports and list what cannot be true",
		Long: `检查报告，按轻重列出问题、位置、相互矛盾的数字和依据。
Checks reports and lists findings by weight, with place, figures and regulation.
` + inputsHelp + `

退出码 · exit codes: 0 没有达到 --fail-on 的问题 · nothing at or above --fail-on；
1 有 · something；2 命令失败，或点名的文件读不了 · the command failed, or a file that was named could not be read；
130 被中断 · interrupted。目录、通配符、列表里读不了的文件不算失败，除非全都读不了或用了 --fail-on-unreadable ·
files found in folders, patterns and lists that cannot be read do not make 2, unless none can be or with --fail-on-unreadable`,
		Example: `  selfeval check 报告.pdf
  selfeval check --format json -o result.json 2022/ '2023/**/*.html'
  curl -s https://… | selfeval check --name 报告.html -`,
		RunE: func(c *cobra.Command, args []string) error {
			if err := show.check(p, in.config); err != nil {
				return err
			}
			f := show.wrap(p.formatFor(c, format.value, in.output))
			settings.Evidence = pictures.value == "on" || pictures.value == "auto" && shows(f.Name)
			if err := in.accept(p, accepted); err != nil {
				return err
			}
			var stale staleEntries
			in.seen = stale.see
			in.compare.accepted = func(fps []string) { stale.see(&wire.Doc{Head: wire.Head{Accepted: fps}}) }
			sum, err := in.run(c.Context(), p, args, f, settings)
			if err == nil {
				stale.tell(p, in.allAccepted)
			}
			switch {
			case err != nil:
				return err
			case sum.Unreadable(in.strict):
				return exitFailure
			case sum.Findings.AtLeast(rules.Severity(failOn.value)) > 0:
				return exitFindings
			}
			return nil
		},
	}
	in.flags(c)
	in.compare = newComparing()
	in.compare.flags(c)
	show.flags(c)
	format.flag(c, c.Flags(), "format", "输出格式，默认看 -o 的扩展名 · form of the output, by default as the ending of -o says")
	c.Flags().StringVar(&accepted, "baseline", "", "基线文件：不再列出其中已接受的问题 · baseline: leave out the findings accepted in it")
	_ = c.MarkFlagFilename("baseline", "json")
	pictures.flag(c, c.Flags(), "evidence", "附上问题所在处的原文（网页中 PDF 为图，工作簿中为文字）：auto 为这两种附上 · show the places of findings as printed: in pages of a PDF as pictures, in workbooks as text; auto: in these two")
	c.Flags().BoolVar(&settings.NoConfirm, "no-confirm", false, "错误所依据的单元格不再复读 · do not read the cells behind errors a second time")
	c.Flags().DurationVar(&settings.ConfirmWait, "confirm-wait", 0, "本机从未启动过 PDFium 时，为复读等它启动多久，0 为不等 · how long to wait for PDFium's first start ever on this machine")
	_ = c.RegisterFlagCompletionFunc("confirm-wait", cobra.NoFileCompletions)
	failOn.flag(c, c.Flags(), "fail-on", "有这一级或更重的问题时退出码为 1 · exit with 1 if there are findings this heavy")
	return c
}

// shows reports whether a format shows the places of findings.
func shows(format string) bool { return format == "html" || format == "xlsx" }

func formatNames() []string {
	var names []string
	for _, f := range output.All() {
		names = append(names, f.Name)
	}
	return names
}
