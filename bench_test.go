//go:build unix

package selfeval_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"selfeval"
	"selfeval/extract"
	"selfeval/normalize"
	"selfeval/report"
	"selfeval/rules"
	"selfeval/rules/builtin"
	"selfeval/validate"
)

// synthetic writes a report with the given number of project rows, as Markdown
// or HTML: prose first, then the summary table, as departments publish them.
func synthetic(format string, rows int) []byte {
	var b strings.Builder
	heads := []string{"序号", "项目名称", "项目实施单位", "预算数（调整后）", "执行数", "结余交回财政数", "自评得分", "自评结果应用意见"}
	prose := "东山县林业局2023年度预算收入8642.50万元，其中：一般公共预算收入7010.35万元，政府性基金预算收入1200.00万元，上年结转432.15万元。全局围绕造林绿化、森林防火和病虫害防治开展工作，各项任务均已完成。"
	line := func(i int) []string {
		budget := 1000 + i*37%90000
		return []string{fmt.Sprint(i + 1), fmt.Sprintf("第%d号造林绿化与管护补助项目", i+1), "造林站", fmt.Sprintf("%d.%02d", budget, i%100), fmt.Sprintf("%d.%02d", budget-i%7, i%100), fmt.Sprintf("%d.00", i%7), fmt.Sprintf("9%d.5", i%10), "继续安排"}
	}
	switch format {
	case "markdown":
		b.WriteString("# 东山县林业局2023年度部门整体支出绩效自评报告\n\n## 一、部门基本情况\n\n")
		for range 5 + rows/10 {
			b.WriteString(prose + "\n\n")
		}
		b.WriteString("单位：万元\n\n| " + strings.Join(heads, " | ") + " |\n|" + strings.Repeat("---|", len(heads)) + "\n")
		for i := range rows {
			b.WriteString("| " + strings.Join(line(i), " | ") + " |\n")
		}
	case "html":
		b.WriteString(`<html><head><meta charset="utf-8"><title>东山县林业局2023年度部门整体支出绩效自评报告</title></head><body><h1>东山县林业局2023年度部门整体支出绩效自评报告</h1>`)
		for range 5 + rows/10 {
			b.WriteString(`<p class="MsoNormal"><span lang="EN-US" style="font-size:16.0pt">` + prose + "</span></p>\n")
		}
		b.WriteString("<p>单位：万元</p><table>")
		cells := func(row []string) {
			b.WriteString("<tr>")
			for _, c := range row {
				b.WriteString(`<td style="border:solid windowtext 1.0pt"><p class="MsoNormal"><span>` + c + "</span></p></td>")
			}
			b.WriteString("</tr>\n")
		}
		cells(heads)
		for i := range rows {
			cells(line(i))
		}
		b.WriteString("</table></body></html>")
	}
	return []byte(b.String())
}

func input(tb testing.TB, format string) selfeval.Input {
	if format == "pdf" {
		data, err := os.ReadFile("fixtures/water-bureau/report.pdf")
		if err != nil {
			tb.Fatal(err)
		}
		return selfeval.Input{Name: "report.pdf", Data: data}
	}
	return selfeval.Input{Name: map[string]string{"markdown": "a.md", "html": "a.html"}[format], Data: synthetic(format, 100)}
}

var formats = []string{"markdown", "html", "pdf"}

// BenchmarkWhole is a file from its bytes to its findings.
func BenchmarkWhole(b *testing.B) {
	for _, format := range formats {
		b.Run(format, func(b *testing.B) {
			in := input(b, format)
			whole(b, in)
		})
	}
}

// BenchmarkFixtures is every fixture in turn from its bytes to its findings: papers of all
// kinds, where BenchmarkWhole has long tables.
func BenchmarkFixtures(b *testing.B) {
	var all []selfeval.Input
	err := filepath.WalkDir("fixtures", func(path string, _ fs.DirEntry, err error) error {
		switch filepath.Ext(path) {
		case ".pdf", ".html", ".md":
			data, err := os.ReadFile(path)
			all = append(all, selfeval.Input{Name: path, Data: data})
			return err
		}
		return err
	})
	if err != nil || len(all) == 0 {
		b.Fatal(err, len(all))
	}
	b.ReportAllocs()
	start := processorTime()
	for b.Loop() {
		for _, in := range all {
			selfeval.Check(context.Background(), in, selfeval.Options{})
		}
	}
	b.ReportMetric(float64((processorTime()-start).Microseconds())/float64(b.N)/float64(len(all)), "cpu-µs/doc")
}

// BenchmarkRows shows how the cost grows with the rows of a table.
func BenchmarkRows(b *testing.B) {
	for _, format := range formats[:2] {
		for rows := 100; rows <= 12_800; rows *= 2 {
			b.Run(fmt.Sprintf("%s/%d", format, rows), func(b *testing.B) {
				in := selfeval.Input{Name: "a." + strings.Replace(format, "markdown", "md", 1), Data: synthetic(format, rows)}
				b.ReportMetric(float64(whole(b, in).Microseconds())/float64(rows), "cpu-µs/row")
			})
		}
	}
}

// whole checks a file again and again and returns the processor time of one check.
func whole(b *testing.B, in selfeval.Input) time.Duration {
	b.ReportAllocs()
	b.SetBytes(int64(len(in.Data)))
	pages := 0
	start := processorTime()
	for b.Loop() {
		docs := selfeval.Check(context.Background(), in, selfeval.Options{})
		if docs[0].Status == selfeval.Failed {
			b.Skip(*docs[0].Error)
		}
		if docs[0].Source != nil {
			pages += docs[0].Source.Pages
		}
	}
	// Processor time tells the cost also where others use the machine.
	cpu := processorTime() - start
	b.ReportMetric(float64(cpu.Microseconds())/float64(b.N), "cpu-µs/doc")
	if pages > 0 {
		b.ReportMetric(float64(cpu.Microseconds())/float64(pages), "cpu-µs/page")
	}
	return cpu / time.Duration(b.N)
}

// processorTime is the time that all threads of the process have had so far.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkStep is each step alone, on the record of the markdown report.
func BenchmarkStep(b *testing.B) {
	for _, format := range formats {
		b.Run("extract/"+format, func(b *testing.B) {
			in := input(b, format)
			b.ReportAllocs()
			b.SetBytes(int64(len(in.Data)))
			for b.Loop() {
				if _, err := extract.Extract(context.Background(), in, extract.Options{}); err != nil {
					b.Skip(err)
				}
			}
		})
	}
	// Each run needs a record of its own, which costs the clock nothing.
	fresh := func(b *testing.B) func() *report.Report {
		x, err := extract.Extract(context.Background(), input(b, "markdown"), extract.Options{})
		if err != nil {
			b.Fatal(err)
		}
		data, err := json.Marshal(x.Reports[0])
		if err != nil {
			b.Fatal(err)
		}
		return func() *report.Report {
			b.StopTimer()
			defer b.StartTimer()
			r := new(report.Report)
			if err := json.Unmarshal(data, r); err != nil {
				b.Fatal(err)
			}
			return r
		}
	}
	b.Run("normalize", func(b *testing.B) {
		next := fresh(b)
		b.ReportAllocs()
		for range b.N {
			normalize.Report(next())
		}
	})
	normal := func(b *testing.B) *report.Report {
		r := fresh(b)()
		normalize.Report(r)
		return r
	}
	b.Run("validate", func(b *testing.B) {
		r := normal(b)
		b.ReportAllocs()
		for b.Loop() {
			validate.Report(r)
		}
	})
	b.Run("rules", func(b *testing.B) {
		r := normal(b)
		b.ReportAllocs()
		for b.Loop() {
			_, _ = rules.Check(context.Background(), r, nil, &rules.Config{Registry: builtin.Registry()})
		}
	})
	b.Run("json", func(b *testing.B) {
		r := normal(b)
		b.ReportAllocs()
		for b.Loop() {
			if _, err := json.Marshal(r); err != nil {
				b.Fatal(err)
			}
		}
	})
}
