package main

import (
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"
)

func exportCommand(p *program) *cobra.Command {
	var at place
	var out string
	c := &cobra.Command{
		Use:   "export --workspace DIR -o FILE.tar.zst",
		Short: "把工作区导出为一个文件 · write a whole workspace into one file",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if out == "" {
				return usage{errors.New(p.say("请用 -o 给出文件名", "name the file with -o"))}
			}
			w, err := at.open(c.Context(), p, false)
			if err != nil {
				return err
			}
			defer w.Close()
			return p.writeTo(out, func(f io.Writer) error { return w.Export(c.Context(), f) })
		},
	}
	at.flags(c)
	c.Flags().StringVarP(&out, "output", "o", "", "导出到此文件 · write to this file")
	return c
}

func importCommand(p *program) *cobra.Command {
	var at place
	c := &cobra.Command{
		Use:   "import FILE.tar.zst --workspace DIR",
		Short: "把导出的工作区放进一个空的工作区（SQLite 与 PostgreSQL 可互换）· fill an empty workspace with an exported one",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			f, err := os.Open(args[0])
			if err != nil {
				return err
			}
			defer f.Close()
			w, _, err := at.openQueue(c.Context(), p, true)
			if err != nil {
				return err
			}
			defer w.Close()
			return w.Import(c.Context(), f)
		},
	}
	at.flags(c)
	return c
}
