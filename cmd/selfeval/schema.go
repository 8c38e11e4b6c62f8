package main

import (
	"github.com/spf13/cobra"

	"selfeval/internal/app/schema"
)

func schemaCommand(p *program) *cobra.Command {
	var names []string
	for _, n := range schema.Names {
		names = append(names, string(n))
	}
	return &cobra.Command{
		Use:       "schema [output|document|record|finding]",
		Short:     "输出 JSON Schema · print the JSON Schema of what selfeval writes",
		Long:      "输出 check --format json 的 JSON Schema，或其中一部分的。\nPrints the JSON Schema of what check --format json writes, or of a part of it.",
		ValidArgs: names,
		Args:      cobra.MatchAll(cobra.MaximumNArgs(1), cobra.OnlyValidArgs),
		RunE: func(_ *cobra.Command, args []string) error {
			name := schema.Output
			if len(args) > 0 {
				name = schema.Name(args[0])
			}
			b, err := schema.For(name)
			if err != nil {
				return err
			}
			_, err = p.out.Write(b)
			return err
		},
	}
}
