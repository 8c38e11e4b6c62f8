package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"selfeval"
	"selfeval/internal/app/isolate"
	"selfeval/internal/app/output"
	"selfeval/internal/app/safefile"
	"selfeval/internal/app/wire"
	"selfeval/internal/settings/baseline"
	"selfeval/internal/text/safe"
)

func baselineCommand(p *program) *cobra.Command {
	c := &cobra.Command{
		Use:   "baseline",
		Short: "基线：接受现有问题，今后只看新的 · accept present findings, to see new ones only",
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(baselineWriteCommand(p), baselineImportCommand(p), baselineSuppressCommand(p))
	return c
}

func baselineWriteCommand(p *program) *cobra.Command {
	var in inputs
	c := &cobra.Command{
		Use:   "write FILES… -o BASELINE",
		Short: "把现有问题写成基线 · write the present findings as a baseline",
		Long: `检查文件，把所有问题按指纹和数字写入基线文件。文件已存在时，保留其中的理由和姓名，
数字变了的除外。
Checks files and writes their findings by fingerprint and figures. Reasons and names
that an existing file holds are kept where the figures are the same.
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
			if sum.Unreadable(in.strict) {
				return exitFailure
			}
			return nil
		},
	}
	in.flags(c)
	in.compare = newComparing()
	in.compare.flags(c)
	return c
}

// accept takes the findings that a baseline file accepts out of a run.
func (in *inputs) accept(p *program, path string) (err error) {
	if path == "" {
		return nil
	}
	text, err := readText(path)
	if err != nil {
		return err
	}
	in.baselinePath, in.baselineDigest = path, digest(text)
	in.accepted, err = baseline.Parse(path, []byte(text))
	return err
}

// readBaseline reads a baseline file, nothing where none was named.
func (p *program) readBaseline(path string) (*baseline.Baseline, error) {
	if path == "" {
		return nil, nil
	}
	text, err := readText(path)
	if err != nil {
		return nil, err
	}
	return baseline.Parse(path, []byte(text))
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
				// What was said of other figures does not hold for these.
				if was.Holds(&d.Findings[i]) {
					e.Reason, e.By, e.Date, e.Until = was.Reason, was.By, was.Date, was.Until
				}
			}
		}
		if e.Date == "" {
			e.Date = startTime().Format(time.DateOnly)
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
// longer occur and those whose time is over.
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
		if e := b.Lookup(fp); e != nil {
			fmt.Fprintf(p.err, p.say("selfeval: 基线中的问题已不再出现：%s %s %s\n", "selfeval: no longer found, but in the baseline: %s %s %s\n"), fp, e.Rule, safe.Line(e.Message))
		}
	}
	for _, e := range b.Expired(time.Now()) {
		fmt.Fprintf(p.err, p.say("selfeval: 基线中的条目已过期（至 %[4]s）：%[1]s %[2]s %[3]s\n", "selfeval: expired in the baseline (%[4]s): %[1]s %[2]s %[3]s\n"), e.Fingerprint, e.Rule, safe.Line(e.Message), e.Until)
	}
}

// open makes the writer; what it writes goes to a file of its own.
func (w *baselineWriter) open(io.Writer, output.Options) (output.Writer, error) { return w, nil }
