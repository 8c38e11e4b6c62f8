package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	"selfeval/internal/app/output"
	"selfeval/internal/settings/baseline"
	"selfeval/internal/text/safe"
)

func baselineImportCommand(p *program) *cobra.Command {
	var at place
	var path string
	c := &cobra.Command{
		Use:   "import WORKBOOK.xlsx",
		Short: "从工作簿读回处理决定，写入基线或工作区 · take decisions from a workbook into a baseline or a workspace",
		Long: `读回 selfeval check --format xlsx 写出、由各科室填写过的工作簿：处理状态为“已接受”或“误报”，
且写有责任人和情况说明的，作为已接受的问题写入基线文件或工作区；“整改期限”为有效期。
改回“待处理”等其他状态的，从基线中去掉。
Reads back a workbook that offices worked on: findings whose state is accepted or
mistaken, with a name and an explanation, become accepted findings; a deadline is the
last day that holds. What was set back to another state leaves the baseline.`,
		Example: "  selfeval check --format xlsx -o 结果.xlsx 2022/\n  selfeval baseline import 结果.xlsx --baseline baseline.json",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if (path == "") == (at.workspace == "") {
				return usage{errors.New(p.say("请用 --baseline 或 --workspace 指明写到哪里", "name where to write with --baseline or --workspace"))}
			}
			decisions, err := readWorkbook(p, args[0])
			if err != nil {
				return err
			}
			if at.workspace != "" {
				w, err := at.open(c.Context(), p, false)
				if err != nil {
					return err
				}
				defer w.Close()
				old, err := w.Decisions(c.Context())
				if err != nil {
					return err
				}
				t := p.take(old, decisions)
				t.tell(p)
				return errors.Join(w.Decide(c.Context(), t.entries), w.Undecide(c.Context(), t.dropped))
			}
			if err := p.newGuard(path).check(args[0]); err != nil {
				return err
			}
			old, err := p.readBaseline(path)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			t := p.take(old, decisions)
			t.tell(p)
			return writeBaseline(path, t.result(old))
		},
	}
	at.flags(c)
	c.Flags().Lookup("workspace").Value.Set("") // the environment's is not meant here
	c.Flags().StringVar(&path, "baseline", "", "基线文件 · baseline file")
	_ = c.MarkFlagFilename("baseline", "json")
	return c
}

func readWorkbook(p *program, path string) ([]output.Decision, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	d, err := output.ReadDecisions(f)
	if err != nil {
		return nil, fmt.Errorf(p.say("%s 不是本程序写出的工作簿，或缺少“指纹”“处理状态”两列：%w", "%s is no workbook of ours, or lacks the columns of fingerprint and state: %w"), path, err)
	}
	return d, nil
}

// taken is what a workbook changes.
type taken struct {
	entries  []baseline.Entry // to be added or changed
	dropped  []string         // fingerprints that are no longer accepted
	added    int
	changed  int
	same     int
	unsigned []output.Decision // accepted without a name or an explanation
}

// take holds the decisions of a workbook against those there are.
func (p *program) take(old *baseline.Baseline, decisions []output.Decision) (t taken) {
	today := startTime().Format(time.DateOnly)
	for _, d := range decisions {
		var was *baseline.Entry
		if old != nil {
			was = old.Lookup(d.Fingerprint)
		}
		switch {
		case !d.Accepted && was != nil:
			t.dropped = append(t.dropped, d.Fingerprint)
		case !d.Accepted:
		case d.By == "" || d.Reason == "":
			t.unsigned = append(t.unsigned, d)
		default:
			e := baseline.Entry{Fingerprint: d.Fingerprint, ValuesDigest: d.ValuesDigest, Rule: d.Rule, Department: d.Department, FiscalYear: d.Year,
				Message: d.Message, Reason: d.Reason, By: d.By, Date: today, Until: d.Until}
			if was != nil && was.ValuesDigest == e.ValuesDigest && was.Reason == e.Reason && was.By == e.By && was.Until == e.Until {
				t.same++
				continue
			}
			if was == nil {
				t.added++
			} else {
				t.changed++
			}
			t.entries = append(t.entries, e)
		}
	}
	return t
}

// result is the baseline after the changes.
func (t *taken) result(old *baseline.Baseline) *baseline.Baseline {
	gone := map[string]bool{}
	for _, fp := range t.dropped {
		gone[fp] = true
	}
	var entries []baseline.Entry
	for _, e := range entriesOf(old) {
		if !gone[e.Fingerprint] {
			entries = append(entries, e)
		}
	}
	return baseline.New(append(entries, t.entries...))
}

func (t *taken) tell(p *program) {
	p.told("新接受 %d 个问题，更改 %d 个，撤回 %d 个，未变 %d 个", "%d findings newly accepted, %d changed, %d taken back, %d as before", t.added, t.changed, len(t.dropped), t.same)
	for _, d := range t.unsigned {
		fmt.Fprintf(p.err, p.say("selfeval: 第 %d 行未写责任人或情况说明，没有接受：%s\n", "selfeval: row %d lacks a name or an explanation and was not accepted: %s\n"), d.Row, safe.Line(d.Message))
	}
}
