package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"selfeval/internal/settings/config"
)

func configCommand(p *program) *cobra.Command {
	c := &cobra.Command{
		Use:   "config",
		Short: "检查配置文件、输出其 JSON Schema · check the configuration file, print its JSON Schema",
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(&cobra.Command{
		Use:   "check [FILE]",
		Short: "检查配置文件，默认向上查找 selfeval.yaml · check a configuration file, by default the one found upwards",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			path := ""
			if len(args) > 0 {
				path = args[0]
			}
			name, _, _, err := p.readConfig(path)
			if err != nil {
				return err
			}
			if name == "" {
				return errors.New(p.say("没有找到 selfeval.yaml", "no selfeval.yaml found"))
			}
			_, err = fmt.Fprintf(p.out, p.say("%s：没有错误\n", "%s: no mistakes\n"), name)
			return err
		},
	}, &cobra.Command{
		Use:     "schema",
		Short:   "输出 selfeval.yaml 的 JSON Schema，供编辑器补全 · print the JSON Schema, for editors",
		Example: "  selfeval config schema > selfeval.schema.json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			b, err := config.Schema()
			if err != nil {
				return err
			}
			_, err = p.out.Write(b)
			return err
		},
	})
	return c
}

// configFlag adds --config to a command.
func configFlag(c *cobra.Command, path *string) {
	c.Flags().StringVar(path, "config", "", "配置文件，默认向上查找 selfeval.yaml，none 为不用 · configuration file; by default selfeval.yaml here or above, none: no file")
	_ = c.MarkFlagFilename("config", "yaml", "yml")
}

// readConfig reads and checks the configuration file that was named, else the one
// found upwards from the working folder. "none" names no file. Where there is none,
// name and text are "" and the configuration is an empty one.
func (p *program) readConfig(path string) (name, text string, c *config.Config, err error) {
	if path == "" {
		path, err = config.Find(".")
		if o, ok := errors.AsType[*config.OwnerError](err); ok {
			return "", "", nil, errors.New(o.In(p.language()))
		} else if err != nil {
			return "", "", nil, err
		}
	}
	if path == "none" || path == "" {
		path = ""
	} else if text, err = readText(path); err != nil {
		return "", "", nil, err
	}
	b := []byte(text)
	if c, err = config.Parse(path, b); err != nil {
		return "", "", nil, p.configErrors(err)
	}
	return path, text, c, nil
}

// configErrors puts the mistakes of a configuration file in the language of the run.
func (p *program) configErrors(err error) error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return err
	}
	var out []error
	for _, e := range joined.Unwrap() {
		if c, ok := errors.AsType[*config.Error](e); ok {
			e = errors.New(c.In(p.language()))
		}
		out = append(out, e)
	}
	return errors.Join(out...)
}
