package main

import (
	"os"

	"github.com/spf13/cobra"

	"selfeval/internal/app/isolate"
)

// workerCommand is how a batch starts its workers; it is not for people.
func workerCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:    "worker",
		Short:  "批量处理的工作进程（内部使用）· a batch's worker process (internal)",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			// A stray print of a library must not get between the answers.
			out := p.out
			os.Stdout = os.Stderr
			return isolate.Work(p.in, out)
		},
	}
}
