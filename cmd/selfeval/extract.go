package main

import (
	"github.com/spf13/cobra"

	"selfeval/internal/app/dataset"
	"selfeval/internal/app/isolate"
	"selfeval/internal/app/output"
)

func extractCommand(p *program) *cobra.Command {
	var in inputs
	var raw, bom bool
	format := newChoice("json", "json", "jsonl", "csv", "parquet", "sqlite", "xlsx")
	table := newChoice("projects", dataset.Names()...)
	c := &cobra.Command{
		Use:   "extract FILES…",
		Short: "只输出整理出的记录（JSON 或表格）· print the record alone, as JSON or tables",
		Long: `输出每份报告的记录：每份一个 JSON 对象，外加 path 字段；多份时每行一个（JSON Lines）。
csv、parquet 输出一张表（--table，默认 projects）；sqlite、xlsx 输出全部表。
Prints the record of each report: one JSON object each, with its path; one a line
where the output is not a terminal, so that many files make JSON Lines. csv and
parquet write one table (--table, projects by default), sqlite and xlsx all.
` + inputsHelp,
		Example: `  selfeval extract 报告.pdf | jq '.projects[] | {name, budget: .budget.value}'
  selfeval extract --raw 2022/ > records.jsonl
  selfeval extract --format csv --bom 2022/ -o 项目.csv`,
		RunE: func(c *cobra.Command, args []string) error {
			form, err := extractFormat(p, format.value, table.value, c.Flags().Changed("table"), dataset.Options{BOM: bom, Guard: true})
			if err != nil {
				return err
			}
			sum, err := in.run(c.Context(), p, args, form, isolate.Settings{Raw: raw, NoRules: form.Name == output.Records.Name})
			if err == nil && sum.Unreadable(in.strict) {
				err = exitFailure
			}
			return err
		},
	}
	in.flags(c)
	format.flag(c, c.Flags(), "format", "输出格式 · form of the output")
	table.flag(c, c.Flags(), "table", "csv、jsonl、parquet 输出哪张表 · which table csv, jsonl and parquet write")
	c.Flags().BoolVar(&bom, "bom", false, "CSV 加 BOM，供 Excel 直接打开 · a byte order mark, by which Excel opens CSV rightly")
	c.Flags().BoolVar(&raw, "raw", false, "规范化之前的记录：只有原文，没有数值 · the record as printed, before normalising")
	return c
}

// extractFormat is how extract writes: records, rows of one table, or all tables.
func extractFormat(p *program, format, table string, tableSet bool, csv dataset.Options) (output.Format, error) {
	if format == "json" || format == "jsonl" && !tableSet {
		return output.Records, nil
	}
	f, err := tableFormat(p, format)
	if err != nil {
		return output.Format{}, err
	}
	if f.Whole() {
		return output.Tables(f), nil
	}
	return output.Table(f, dataset.Lookup(table), csv), nil
}
