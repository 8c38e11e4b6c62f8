package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"

	"selfeval"
	"selfeval/internal/app/isolate"
	"selfeval/internal/app/output"
	"selfeval/internal/settings/baseline"
	"selfeval/internal/settings/config"
	"selfeval/internal/text/safe"
	"selfeval/internal/text/suggest"
)

func baselineSuppressCommand(p *program) *cobra.Command {
	var path, result string
	var how acceptance
	var files []string
	var asYAML bool
	c := &cobra.Command{
		Use:   "suppress FINGERPRINT…",
		Short: "写明理由和姓名，接受个别问题 · accept single findings, with a reason and a name",
		Long: `接受个别问题。问题须是已知的：在基线文件里，在 --result 指定的检查结果（JSON）里，
或在 --in 指定的报告里。记下规则、部门、年度、原句、数字、理由、姓名和日期；数字变了，问题会再列出。
Accepts single findings. Each must be known: from the baseline, from a result of
check in JSON (--result) or from reports (--in). Rule, department, year, sentence,
figures, reason, name and date are kept; when the figures change, it comes back.`,
		Example: "  selfeval baseline suppress --baseline baseline.json --result result.json --reason 已核对支付凭证 --by 张三 0123456789abcdef\n" +
			"  selfeval baseline suppress --yaml --in 报告.pdf --reason 已核对支付凭证 --by 张三 0123456789abcdef >> selfeval.yaml",
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if path == "" && !asYAML || !how.named() {
				return usage{errors.New(p.say("--baseline（或 --yaml）、--reason 与 --by 都要给出", "--baseline (or --yaml), --reason and --by are all needed"))}
			}
			if err := how.check(p, args); err != nil {
				return err
			}
			if err := p.newGuard(path).check(result); err != nil {
				return err
			}
			old, err := p.readBaseline(path)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			k := known{}
			if old != nil {
				for _, e := range old.Entries {
					k[e.Fingerprint] = e
				}
			}
			if err := k.result(result); err != nil {
				return err
			}
			if len(files) > 0 {
				in := newInputs()
				in.compare = newComparing()
				if _, err := in.run(c.Context(), p, files, output.Format{Name: "known", New: k.open}, isolate.Settings{}); err != nil {
					return err
				}
			}
			entries := slices.Clone(entriesOf(old))
			had := len(entries)
			for _, fp := range args {
				e, ok := k[fp]
				if !ok {
					return k.unknown(p, fp)
				}
				how.sign(&e)
				entries = append(entries, e)
			}
			if asYAML {
				return printSuppress(p, entries[had:])
			}
			return writeBaseline(path, baseline.New(entries))
		},
	}
	f := c.Flags()
	f.BoolVar(&asYAML, "yaml", false, "不写文件，打印供 selfeval.yaml 的 suppress 使用的条目 · write no file, print entries for suppress in selfeval.yaml")
	f.StringVar(&path, "baseline", "", "基线文件 · baseline file")
	f.StringVar(&result, "result", "", "含有该问题的检查结果（JSON）· a result of check in JSON that holds the finding")
	f.StringArrayVar(&files, "in", nil, "含有该问题的报告 · a report that holds the finding")
	how.flags(c)
	_ = c.MarkFlagFilename("baseline", "json")
	_ = c.MarkFlagFilename("result", "json", "jsonl")
	return c
}

// printSuppress writes entries as selfeval.yaml has them.
func printSuppress(p *program, entries []baseline.Entry) error {
	for i := range entries {
		e := &entries[i]
		e.Message, e.Department = safe.Line(e.Message), safe.Line(e.Department)
		for _, v := range e.Values {
			if safe.Text(v) != v {
				e.Values = nil // the digest stands for them
			}
		}
	}
	b, err := yaml.MarshalWithOptions(map[string]any{"suppress": entries}, yaml.UseJSONMarshaler())
	if err == nil {
		_, err = p.out.Write(b)
	}
	return err
}

// tellUnbound names the accepted findings of which no figures were kept, as older files
// have them: they stay hidden whatever their figures become.
func (p *program) tellUnbound(b *baseline.Baseline, cfg *config.Config, path string) int {
	unbound := b.Unbound()
	for _, e := range unbound {
		at := ""
		if i := slices.IndexFunc(cfg.Suppress, func(s config.Suppression) bool { return s.Fingerprint == e.Fingerprint }); i >= 0 {
			at = fmt.Sprintf("%s:%d: ", path, cfg.Suppress[i].Line)
		}
		if !p.quiet {
			fmt.Fprintf(p.err, p.say("selfeval: %s已接受的问题 %s 没有记下数字，数字变了也不会再列出：请用 selfeval baseline suppress 重新接受，或补上 values\n",
				"selfeval: %sthe accepted finding %s names no figures and stays hidden whatever they become: accept it anew by selfeval baseline suppress, or add its values\n"), at, e.Fingerprint)
		}
	}
	return len(unbound)
}

func entriesOf(b *baseline.Baseline) []baseline.Entry {
	if b == nil {
		return nil
	}
	return b.Entries
}

// known are the findings that can be accepted, by fingerprint.
type known map[string]baseline.Entry

func (k known) add(d *selfeval.Document) {
	if d.Report == nil {
		return
	}
	for i := range d.Findings {
		e := baseline.Accept(d.Report, &d.Findings[i])
		k[e.Fingerprint] = e
	}
}

// result reads findings from a result of check: one object, or one a line.
func (k known) result(path string) error {
	if path == "" {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	d := json.NewDecoder(f)
	broken := func(err error) error { return fmt.Errorf("%s: %w", path, err) }
	for {
		var line struct {
			selfeval.Document
			Documents []selfeval.Document `json:"documents"`
		}
		err := d.Decode(&line)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return broken(err)
		}
		k.add(&line.Document)
		for i := range line.Documents {
			k.add(&line.Documents[i])
		}
	}
}

// unknown refuses a fingerprint that nobody has seen, and names near ones.
func (k known) unknown(p *program, fp string) error {
	fps := slices.Sorted(maps.Keys(k))
	var hints []string
	if near := suggest.Nearest(fp, fps); near != "" {
		fps = []string{near}
	}
	for _, n := range fps[:min(len(fps), 5)] {
		hints = append(hints, fmt.Sprintf("  %s %s %s", n, k[n].Rule, safe.Line(k[n].Message)))
	}
	msg := fmt.Sprintf(p.say("没有指纹为 %s 的问题", "there is no finding %s"), fp)
	if len(hints) == 0 {
		return errors.New(msg + p.say("：请用 --result 指定检查结果，或用 --in 指定报告", ": name a result by --result or a report by --in"))
	}
	return errors.New(msg + p.say("，是不是：\n", "; did you mean:\n") + strings.Join(hints, "\n"))
}

// open makes a writer that remembers what it is given.
func (k known) open(io.Writer, output.Options) (output.Writer, error) { return knownWriter{k}, nil }

type knownWriter struct{ known }

func (w knownWriter) Document(d *selfeval.Document) error {
	w.add(d)
	return nil
}

func (w knownWriter) Close(output.Summary) error { return nil }
