package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"selfeval"
	"selfeval/internal/app/isolate"
	"selfeval/internal/app/output"
	"selfeval/internal/app/safefile"
	"selfeval/internal/app/wire"
	"selfeval/internal/settings/baseline"
)

func baselineCommand(p *program) *cobra.Command {
	c := &cobra.Command{
		Use:   "baseline",
		Short: "基线：接受现有问题，今后只看新的 · accept present findings, to see new ones only",
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(baselineWriteCommand(p), baselineSuppressCommand(p))
	return c
}

func baselineWriteCommand(p *program) *cobra.Command {
	var in inputs
	c := &cobra.Command{
		Use:   "write FILES… -o BASELINE",
		Short: "把现有问题写成基线 · write the present findings as a baseline",
		Long: `检查文件，把所有问题按指纹写入基线文件。文件已存在时，保留其中的理由和姓名。
Checks files and writes their findings by fingerprint. Reasons and names that an
existing file holds are kept.
` + inputsHelp,
		Example: "  selfeval baseline write 2022/ -o baseline.json\n  selfeval check --baseline baseline.json 2022/",
		RunE: func(c *cobra.Command, args []string) error {
			path := in.output
			if path == "" {
				return usage{errors.New(p.say("请用 -o 指定基线文件", "name the baseline file with -o"))}
			}
			old, err := p.readBaseline(path)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			w := &baselineWriter{path: path, old: old}
			in.output = ""
			sum, err := in.run(c.Context(), p, args, output.Format{Name: "baseline", New: w.open}, isolate.Settings{}, path)
			if err != nil {
				return err
			}
			fmt.Fprintf(p.err, p.say("selfeval: 已把 %d 个问题写入 %s\n", "selfeval: %d findings written to %s\n"), len(w.entries), path)
			if sum.Failed > 0 {
				return exitFailure
			}
			return nil
		},
	}
	in.flags(c)
	return c
}

func baselineSuppressCommand(p *program) *cobra.Command {
	var path, reason, by, until string
	c := &cobra.Command{
		Use:     "suppress FINGERPRINT…",
		Short:   "写明理由和姓名，接受个别问题 · accept single findings, with a reason and a name",
		Example: "  selfeval baseline suppress --baseline baseline.json --reason 已核对支付凭证 --by 张三 0123456789abcdef",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if path == "" || reason == "" || by == "" {
				return usage{errors.New(p.say("--baseline、--reason 与 --by 都要给出", "--baseline, --reason and --by are all needed"))}
			}
			if _, err := time.Parse(time.DateOnly, until); until != "" && err != nil {
				return usage{errors.New(p.say("--until 应是日期，如 2026-12-31", "--until is a day such as 2026-12-31"))}
			}
			if i := slices.IndexFunc(args, func(fp string) bool { return strings.Trim(fp, "0123456789abcdef") != "" || len(fp) != 16 }); i >= 0 {
				return usage{fmt.Errorf(p.say("%q 不是问题的指纹（16 位十六进制数，见 --format json）", "%q is no fingerprint of a finding (16 hexadecimal digits, see --format json)"), args[i])}
			}
			old, err := p.readBaseline(path)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			var entries []baseline.Entry
			if old != nil {
				entries = old.Entries
			}
			for _, fp := range args {
				e := baseline.Entry{Fingerprint: fp}
				if old != nil && old.Lookup(fp) != nil {
					e = *old.Lookup(fp)
				}
				e.Reason, e.By, e.Until = reason, by, until
				entries = append(entries, e)
			}
			return writeBaseline(path, baseline.New(entries))
		},
	}
	f := c.Flags()
	f.StringVar(&path, "baseline", "", "基线文件 · baseline file")
	f.StringVar(&reason, "reason", "", "理由 · why the finding is accepted")
	f.StringVar(&by, "by", "", "姓名 · who accepts it")
	f.StringVar(&until, "until", "", "有效期至 · the last day it holds")
	_ = c.MarkFlagFilename("baseline", "json")
	return c
}

// readBaseline reads a baseline file, nothing where none was named.
func (p *program) readBaseline(path string) (*baseline.Baseline, error) {
	if path == "" {
		return nil, nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return baseline.Parse(path, b)
}

func writeBaseline(path string, b *baseline.Baseline) error {
	f, err := safefile.Create(path)
	if err != nil {
		return err
	}
	if err := b.Write(f); err != nil {
		f.Abort()
		return err
	}
	return f.Commit()
}

// baselineWriter is a Writer that gathers findings and writes them at the end.
type baselineWriter struct {
	path    string
	old     *baseline.Baseline
	entries []baseline.Entry
}

func (w *baselineWriter) Document(d *selfeval.Document) error {
	for i := range d.Findings {
		e := baseline.Accept(d.Report, &d.Findings[i])
		if w.old != nil {
			if was := w.old.Lookup(e.Fingerprint); was != nil {
				e.Reason, e.By, e.Until = was.Reason, was.By, was.Until
			}
		}
		w.entries = append(w.entries, e)
	}
	return nil
}

func (w *baselineWriter) Close(sum output.Summary) error {
	if sum.Interrupted {
		return nil
	}
	return writeBaseline(w.path, baseline.New(w.entries))
}

// staleEntries gathers which accepted findings a run met and which it missed.
type staleEntries struct{ met, missed map[string]bool }

func (s *staleEntries) see(d *wire.Doc) {
	if s.met == nil {
		s.met, s.missed = map[string]bool{}, map[string]bool{}
	}
	for _, fp := range d.Accepted {
		s.met[fp] = true
	}
	for _, fp := range d.Stale {
		s.missed[fp] = true
	}
}

// tell says how many findings were not shown, and names the accepted ones that no
// longer occur.
func (s *staleEntries) tell(p *program, b *baseline.Baseline) {
	if p.quiet {
		return
	}
	if n := len(s.met); n > 0 {
		fmt.Fprintf(p.err, p.say("selfeval: 另有 %d 个已接受的问题没有列出\n", "selfeval: %d accepted findings not shown\n"), n)
	}
	if b == nil {
		return
	}
	var gone []string
	for fp := range s.missed {
		if !s.met[fp] {
			gone = append(gone, fp)
		}
	}
	slices.Sort(gone)
	for _, fp := range gone {
		e := b.Lookup(fp)
		fmt.Fprintf(p.err, p.say("selfeval: 基线中的问题已不再出现：%s %s %s\n", "selfeval: no longer found, but in the baseline: %s %s %s\n"), fp, e.Rule, e.Message)
	}
}

// open makes the writer; what it writes goes to a file of its own.
func (w *baselineWriter) open(io.Writer, output.Options) (output.Writer, error) { return w, nil }
