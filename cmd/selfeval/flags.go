package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"selfeval/internal/text/suggest"
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
		return notOneOf{s, c.allowed}
	}
	c.value = s
	return nil
}

// notOneOf says that a word is none of a choice's.
type notOneOf struct {
	word    string
	allowed []string
}

func (e notOneOf) Error() string { return "one of: " + strings.Join(e.allowed, ", ") }

// said words it in the language of the run, with the word that was probably meant.
func (e notOneOf) said(p *program) string {
	return fmt.Sprintf(p.say("可选 %s", "one of %s"), strings.Join(e.allowed, p.say("、", ", "))) + suggest.Phrase(e.word, e.allowed, p.language())
}

// flag adds the choice to a set of flags, with completion of its words.
func (c *choice) flag(cmd *cobra.Command, set *pflag.FlagSet, name, doc string) {
	set.Var(c, name, doc)
	_ = cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(c.allowed, cobra.ShellCompDirectiveNoFileComp))
}

// flagError words what the library says of a flag in the language of the run, and names
// a near flag where there is none of that name.
func (p *program) flagError(c *cobra.Command, err error) error {
	dashes := func(name, short string) string {
		if short != "" {
			return "-" + short[:1]
		}
		return "--" + name
	}
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok {
		name := e.GetSpecifiedName()
		var known []string
		c.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
		hint := ""
		if near := suggest.Nearest(name, known); near != "" && e.GetSpecifiedShortnames() == "" {
			hint = fmt.Sprintf(p.say("，是不是 --%s？", "; did you mean --%s?"), near)
		}
		shown := "--" + name
		if e.GetSpecifiedShortnames() != "" {
			shown = "-" + name
		}
		return fmt.Errorf(p.say("没有选项 %s%s", "no such flag: %s%s"), shown, hint)
	}
	if e, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return fmt.Errorf(p.say("选项 %s 需要一个值", "the flag %s needs a value"), dashes(e.GetSpecifiedName(), e.GetSpecifiedShortnames()))
	}
	if e, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		why := e.Unwrap().Error()
		if word, ours := errors.AsType[notOneOf](err); ours {
			why = word.said(p)
		} else if e.GetFlag().Value.Type() != "size" {
			why = fmt.Sprintf(p.say("应为%s", "must be %s"), p.kindOfValue(e.GetFlag().Value.Type()))
		}
		return fmt.Errorf(p.say("选项 --%s 的值 %q 不对：%s", "the flag --%s does not take %q: %s"), e.GetFlag().Name, e.GetValue(), why)
	}
	if e, ok := errors.AsType[*pflag.InvalidSyntaxError](err); ok {
		return fmt.Errorf(p.say("选项写法有误：%s", "malformed flag: %s"), e.GetSpecifiedFlag())
	}
	return err
}

// kindOfValue names what a flag takes.
func (p *program) kindOfValue(kind string) string {
	switch kind {
	case "int":
		return p.say("整数", "a whole number")
	case "bool":
		return p.say(" true 或 false", "true or false")
	case "duration":
		return p.say("时长，如 90s、5m", "a duration such as 90s, 5m")
	}
	return kind
}

// names are the names of a command's commands that are shown.
func names(c *cobra.Command) (out []string) {
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			out = append(out, sub.Name())
		}
	}
	return out
}
