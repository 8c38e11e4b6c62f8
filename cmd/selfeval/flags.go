package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// choice is a flag that takes one of a few words.
type choice struct {
	value   string
	allowed []string
}

func newChoice(value string, allowed ...string) choice {
	if !slices.Contains(allowed, value) {
		value = allowed[0]
	}
	return choice{value, allowed}
}

func (c *choice) String() string { return c.value }
func (c *choice) Type() string   { return strings.Join(c.allowed, "|") }

func (c *choice) Set(s string) error {
	if !slices.Contains(c.allowed, s) {
		return fmt.Errorf("可选 · one of: %s", strings.Join(c.allowed, ", "))
	}
	c.value = s
	return nil
}

// flag adds the choice to a set of flags, with completion of its words.
func (c *choice) flag(cmd *cobra.Command, set *pflag.FlagSet, name, doc string) {
	set.Var(c, name, doc)
	_ = cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(c.allowed, cobra.ShellCompDirectiveNoFileComp))
}
