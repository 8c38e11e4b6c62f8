package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"selfeval/internal/app/buildinfo"
)

func versionCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "显示版本 · show the version",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(p.out, buildinfo.Long())
			return err
		},
	}
}
