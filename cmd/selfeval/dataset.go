package main

import (
	"errors"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"selfeval/internal/app/buildinfo"
	"selfeval/internal/app/dataset"
	"selfeval/internal/app/isolate"
	"selfeval/internal/app/output"
)

func datasetCommand(p *program) *cobra.Command {
	var in inputs
	var formats []string
	var excel bool
	partition := newChoice("none", "none", string(dataset.ByYear), string(dataset.BySource))
	c := &cobra.Command{
		Use:   "dataset FILES… -o DIR",
		Short: "把一批报告整理成数据表 · lay a batch of reports out as tidy tables",
		Long: `把一批报告整理成数据表（报告、项目、自评表、指标、正文数字、问题、修正记录），写入一个目录，
附 datapackage.json（Frictionless）和字段说明。同样的输入得到逐字节相同的输出。
Writes tidy tables (reports, projects, forms, indicators, facts, findings, fixes)
into a folder, with a Frictionless datapackage.json. The same input gives the same
bytes.
` + inputsHelp,
		Example: `  selfeval dataset 2022/ -o out/
  selfeval dataset 2022/ -o out/ --format csv,parquet,sqlite --excel
  selfeval dataset crawl/ -o out/ --format parquet --partition year`,
		RunE: func(c *cobra.Command, args []string) error {
			if in.output == "" {
				return usage{errors.New(p.say("请用 -o 给出输出目录", "name the output folder with -o"))}
			}
			var chosen []dataset.Format
			for _, f := range formats {
				format, err := tableFormat(p, f)
				if err != nil {
					return err
				}
				chosen = append(chosen, format)
			}
			dir := in.output
			in.output = "" // the folder is written by the format itself
			opt := dataset.Options{BOM: excel, Guard: excel, Version: buildinfo.Version(), Created: startTime().UTC().Format(time.RFC3339)}
			if partition.value != "none" {
				opt.Partition, opt.Roots = dataset.Partition(partition.value), slices.DeleteFunc(slices.Clone(args), isFile)
			}
			sum, err := in.run(c.Context(), p, args, output.Dataset(dir, chosen, opt), isolate.Settings{})
			if err == nil && sum.Unreadable(in.strict) {
				err = exitFailure
			}
			return err
		},
	}
	in.flags(c)
	c.Flags().StringSliceVar(&formats, "format", []string{"csv", "parquet"}, "格式，可多选 · formats: csv, jsonl, parquet, sqlite, xlsx")
	c.Flags().BoolVar(&excel, "excel", false, "CSV 供 Excel 直接打开：加 BOM，会被当作公式的文字前加撇号 · CSV for Excel: a byte order mark, and an apostrophe before texts it would run as formulas")
	c.Flags().BoolVar(&excel, "bom", false, "同 --excel · the same as --excel")
	_ = c.Flags().MarkHidden("bom")
	partition.flag(c, c.Flags(), "partition", "按年度或来源（输入目录下的第一层目录）分开存放，再次运行只读新的和变了的文件、只写受影响的部分 · part the files by year or by source (the folder below the one searched); another run then reads only what is new or changed and writes only what that touches")
	_ = c.RegisterFlagCompletionFunc("format", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		var names []string
		for _, f := range dataset.Formats {
			names = append(names, string(f))
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	})
	return c
}

// tableFormat reads the name of a table format.
func tableFormat(p *program, name string) (dataset.Format, error) {
	for _, f := range dataset.Formats {
		if string(f) == name {
			return f, nil
		}
	}
	return "", usage{errors.New(p.say("没有这种格式：", "no such format: ") + name)}
}
