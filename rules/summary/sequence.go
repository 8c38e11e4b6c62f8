package summary

import (
	"fmt"
	"strconv"
	"strings"

	"selfeval/internal/text/cjk"
	"selfeval/report"
	"selfeval/rules"
)

// This file asks whether the rows of the summary table are numbered one by one.

var duplicateSequenceRule = &rules.Rule{
	ID:         "duplicate-sequence",
	Title:      report.Text{ZH: "序号重复", EN: "Sequence number printed twice"},
	Severity:   rules.Warning,
	Needs:      rules.Whole(rules.Summary),
	Arithmetic: true,
	Values: []rules.Value{
		{Key: "printed", Title: report.Text{ZH: "印出的序号", EN: "printed number"}, Kind: rules.Count, Field: "seq"},
		rules.Named("expected", "按前后行应为", "by its neighbours", rules.Count),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "同一组编号内，同一序号印了两次。从 1 重新开始、或换到另一个分组而序号变小时，视为新的一组。两行中有一行的序号已按前后行修正的，报在该行；否则报在后一行。", EN: "One number printed twice in one series. A series starts anew at 1, and where the number falls at another group. The finding is on the row whose number was repaired from its neighbours, else on the later row."},
		Why:     report.Text{ZH: "序号重复说明表格经过手工增删，项目数和合计可能有误。", EN: "A doubled number tells of rows added or removed by hand; count and totals may be wrong."},
		Example: report.Text{ZH: "“丙”与“乙”的序号都是 2，按前后行应为 3", EN: "“丙” and “乙” have the same number 2; by its neighbours it should be 3"},
		Caveat:  report.Text{ZH: "分组编号而不从 1 开始、又没有分组行的表可能误报。", EN: "Groups that neither start at 1 nor stand under a heading may be flagged."},
		Advice:  report.Text{ZH: "对照原表逐行编号，核对项目数。", EN: "Number the rows of the original table and check the number of projects."},
	},
	Begin: duplicateSequence,
}

var sequenceGapRule = &rules.Rule{
	ID:         "sequence-gap",
	Title:      report.Text{ZH: "序号不连续", EN: "Gap in the sequence"},
	Severity:   rules.Warning,
	Needs:      rules.Whole(rules.Summary),
	Arithmetic: true,
	Values: []rules.Value{
		{Key: "printed", Title: report.Text{ZH: "本行序号", EN: "number of the row"}, Kind: rules.Count, Field: "seq"},
		rules.Named("missing", "缺少的序号", "missing numbers", rules.Count),
	},
	Doc: rules.Doc{
		What:    report.Text{ZH: "同一组编号内，相邻两行的序号（修正后）跳过了若干号。没有序号的行按一行一号计。多数行并非逐一编号的表（如抽样）不作判断。", EN: "Two neighbouring rows of a series (after repair) skip a number; a row without one counts for one. Silent for tables mostly not numbered one by one, such as samples."},
		Why:     report.Text{ZH: "可能删去了项目，或有行没有公开。", EN: "A project may have been removed or left unpublished."},
		Example: report.Text{ZH: "“壬”的序号为 13，前一行为 9，中间缺少 10–12", EN: "“壬” has number 13, the row before has 9; missing: 10–12"},
		Caveat:  report.Text{ZH: "读取时漏行也会造成不连续，请对照原文。", EN: "A row lost in reading looks the same; compare with the paper."},
		Advice:  report.Text{ZH: "对照原表，查明缺号的项目是否撤销、合并或未公开。", EN: "Find out whether the missing project was cancelled, merged or not published."},
	},
	Begin: sequenceGap,
}

// printedSeq is the sequence number as printed, where it is a plain number.
func printedSeq(pr *report.Project) (int, bool) {
	if pr.SeqPrinted == "" {
		return pr.Seq.Int(), pr.Seq.Known()
	}
	n, err := strconv.Atoi(strings.Trim(cjk.Squeeze(pr.SeqPrinted), "()、."))
	return n, err == nil
}

// newSeries reports whether numbering starts anew at cur, which follows prev.
func newSeries(prev, cur *report.Project, was, is int) bool {
	return is <= was && (prev.Group != cur.Group || is == 1 && was > 1)
}

func duplicateSequence(p *rules.Pass) rules.Hooks {
	seen := map[int]int{} // number → position, in this series
	last, was := 0, 0     // position of the last numbered row, and its number
	return rules.Hooks{Row: func(row rules.Row) {
		n, ok := printedSeq(row.Project)
		if !ok {
			return
		}
		if last > 0 && newSeries(&p.Report.Projects[last-1], row.Project, was, n) {
			clear(seen)
		}
		last, was = row.Pos, n
		first, twice := seen[n]
		if !twice {
			seen[n] = row.Pos
			return
		}
		bad, other := row, p.Row(first)
		if repaired(other.Project) && !repaired(bad.Project) {
			bad, other = other, bad
		}
		values := map[string]string{"printed": strconv.Itoa(n)}
		var should report.Text
		if repaired(bad.Project) {
			values["expected"] = bad.Project.Seq.String()
			should = report.Textf("，按前后行应为 %s", "; by its neighbours it should be %s", bad.Project.Seq)
		}
		p.Add(rules.Finding{
			Projects: []int{bad.Pos},
			At:       append(seqCell(bad), seqCell(other)...),
			Text:     report.Textf("%s与%s的序号都是 %d%s", "%s and %s have the same number %d%s", bad.Name(), other.Name(), n, should),
			Values:   values,
		})
	}}
}

// seqCell is the place of a row's number.
func seqCell(row rules.Row) []report.Location {
	return rules.Places(row.Project.At, row.Project.Seq.At)
}

// repaired reports whether normalising changed the printed sequence number.
func repaired(pr *report.Project) bool {
	n, ok := printedSeq(pr)
	return ok && pr.Seq.Known() && pr.Seq.Int() != n
}

// step is a skip in the sequence found before row pos.
type step struct{ pos, was, is int }

func sequenceGap(p *rules.Pass) rules.Hooks {
	var prev *report.Project
	was, steps := 0, 0
	var gaps []step
	// flush judges the series that ends: only where at least half of the steps
	// count up by one is a skip a gap.
	flush := func() {
		if 2*len(gaps) <= steps {
			for _, g := range gaps {
				addGap(p, g)
			}
		}
		gaps, steps = gaps[:0], 0
	}
	return rules.Hooks{
		Row: func(row rules.Row) {
			pr := row.Project
			defer func() { prev = pr }()
			if !pr.Seq.Known() {
				was++
				return
			}
			is := pr.Seq.Int()
			if prev == nil || is <= was {
				if prev != nil && newSeries(prev, pr, was, is) {
					flush()
				}
				was = is
				return
			}
			steps++
			if is > was+1 {
				gaps = append(gaps, step{row.Pos, was, is})
			}
			was = is
		},
		End: flush,
	}
}

func addGap(p *rules.Pass, g step) {
	row := p.Row(g.pos)
	missing := strconv.Itoa(g.was + 1)
	if g.is > g.was+2 {
		missing = fmt.Sprintf("%d–%d", g.was+1, g.is-1)
	}
	p.Add(rules.Finding{
		Projects: []int{g.pos},
		At:       append(seqCell(row), seqCell(p.Row(g.pos-1))...),
		Text: report.Textf("%s的序号为 %d，前一行为 %[4]d，中间缺少 %[3]s", "%s has number %d, the row before has %[4]d; missing: %[3]s",
			row.Name(), g.is, missing, g.was),
		Values: map[string]string{"printed": strconv.Itoa(g.is), "missing": missing},
	})
}
