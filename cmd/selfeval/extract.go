package main

import (
	"github.com/spf13/cobra"

	"selfeval/internal/isolate"
	"selfeval/internal/output"
)

func extractCommand(p *program) *cobra.Command {
	var in inputs
	var raw bool
	c := &cobra.Command{
		Use:   "extract FILES…",
		Short: "只输出整理出的记录（JSON）· print the record alone, as JSON",
		Long: `输出每份报告的记录：每份一个 JSON 对象，外加 path 字段；多份时每行一个（JSON Lines）。
Prints the record of each report: one JSON object each, with its path; one a line
where the output is not a terminal, so that many files make JSON Lines.
` + inputsHelp,
		Example: `  selfeval extract 报告.pdf | jq '.projects[] | {name, budget: .budget.value}'
  selfeval extract --raw 2022/ > records.jsonl`,
		RunE: func(c *cobra.Command, args []string) error {
			sum, err := in.run(c.Context(), p, args, output.Records, isolate.Settings{Raw: raw, NoRules: true})
			if err == nil && sum.Failed > 0 {
				err = exitFailure
			}
			return err
		},
	}
	in.flags(c)
	c.Flags().BoolVar(&raw, "raw", false, "规范化之前的记录：只有原文，没有数值 · the record as printed, before normalising")
	return c
}
