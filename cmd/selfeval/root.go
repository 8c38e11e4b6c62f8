package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"selfeval/extract/document"
	"selfeval/internal/app/buildinfo"
	"selfeval/internal/text/safe"
	"selfeval/internal/text/suggest"
	"selfeval/report"
)

// commands are the program's commands; a new one is one line here and one file
// beside.
var commands = []func(*program) *cobra.Command{
	checkCommand,
	extractCommand,
	inspectCommand,
	datasetCommand,
	rulesCommand,
	configCommand,
	baselineCommand,
	schemaCommand,
	completionCommand,
	versionCommand,
	workerCommand,
	addCommand,
	workCommand,
	statusCommand,
	resultsCommand,
	recheckCommand,
	crawlCommand,
	nightlyCommand,
	serveCommand,
	gcCommand,
	exportCommand,
	importCommand,
	decisionsCommand,
	letterCommand,
}

// program is what all commands share.
type program struct {
	in       io.Reader
	out, err *os.File

	lang      choice
	logLevel  choice
	logFormat choice
	quiet     bool
	verbose   bool

	log zerolog.Logger // set before a command runs; writes to err only
	// finishes says that the command ends by itself when its context does.
	finishes atomic.Bool
	// logOut is where log writes; a command may put a progress bar before it.
	logOut *redirect
}

// exit is an exit code that needs no further word.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// The exit codes.
const (
	exitFindings exit = 1 // findings at or above --fail-on
	exitFailure  exit = 2 // the command or a document failed
	exitClosed   exit = 0 // who read the output has seen enough, as head has
)

// usage is a mistake in how the program was called.
type usage struct{ error }

func run(args []string) int {
	// A closed pipe or a full quota is an error of the write, not the end of the
	// process.
	for _, s := range writeSignals {
		signal.Ignore(s)
	}

	p := &program{
		in: os.Stdin, out: os.Stdout, err: os.Stderr,
		lang:      newChoice(envOr("SELFEVAL_LANG", "zh"), "zh", "en"),
		logLevel:  newChoice("warn", "debug", "info", "warn", "error", "off"),
		logFormat: newChoice("console", "console", "json"),
	}
	ctx, stop := p.listen()
	defer stop()
	root := rootCommand(p)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	code, quiet := errors.AsType[exit](err)
	switch {
	case err == nil:
		return 0
	case quiet:
		return int(code)
	}
	fmt.Fprintf(p.err, "selfeval: %s\n", safe.Text(p.message(err)))
	return int(exitFailure)
}

// message writes an error for a person.
func (p *program) message(err error) string {
	lang := p.language()
	if e, ok := errors.AsType[*document.Error](err); ok {
		return e.In(lang)
	}
	if u, ok := errors.AsType[usage](err); ok {
		return report.Text{ZH: "用法有误：", EN: "usage: "}.In(lang) + u.Error() + "\n" +
			report.Text{ZH: "运行 selfeval --help 查看用法", EN: "run selfeval --help for help"}.In(lang)
	}
	return err.Error()
}

func (p *program) language() report.Lang { return report.Lang(p.lang.value) }

func (p *program) say(zh, en string) string { return report.Text{ZH: zh, EN: en}.In(p.language()) }

func rootCommand(p *program) *cobra.Command {
	root := &cobra.Command{
		Use:   "selfeval",
		Short: "检查公开的绩效自评报告，指出其中不可能成立之处 · check published self-evaluation reports",
		Long: `selfeval 读取各部门公开的绩效自评报告（PDF、HTML、Markdown），指出其中不可能成立之处及其位置。

selfeval reads published performance self-evaluation reports (PDF, HTML, Markdown)
and says what in them cannot be true, and where.`,
		Version:           buildinfo.Long(),
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage{errors.New(fmt.Sprintf(p.say("没有这个命令：%s", "unknown command: %s"), args[0]) + suggest.Phrase(args[0], names(c), p.language()))}
			}
			return nil
		},
		RunE:              func(c *cobra.Command, _ []string) error { return c.Help() },
		PersistentPreRunE: func(c *cobra.Command, _ []string) error { return p.setup(c.Flags().Changed("log-level")) },
	}
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.err)
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetUsageTemplate(usageTemplate)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error { return usage{p.flagError(c, err)} })
	root.InitDefaultHelpCmd()

	f := root.PersistentFlags()
	f.BoolP("help", "h", false, "显示帮助 · show help")
	root.Flags().Bool("version", false, "显示版本 · show the version")
	p.lang.flag(root, f, "lang", "输出语言 · language of messages (SELFEVAL_LANG)")
	p.logLevel.flag(root, f, "log-level", "日志级别，日志只写到标准错误 · level of the log on stderr")
	p.logFormat.flag(root, f, "log-format", "日志格式 · form of the log")
	f.BoolVarP(&p.quiet, "quiet", "q", false, "只输出有问题的文件，不显示进度和汇总 · only documents with findings, no progress, no summary")

	f.BoolVarP(&p.verbose, "verbose", "v", false, "逐个列出没有读取的文件等（即 --log-level info）· name the files that are not read and the like (--log-level info)")

	for _, c := range commands {
		root.AddCommand(c(p))
	}
	return root
}

// setup makes the logger once flags are known. Whoever asks for a log that
// machines read wants its events, not warnings only.
func (p *program) setup(levelSet bool) error {
	if !levelSet && (p.verbose || p.logFormat.value == "json") {
		p.logLevel.value = "info"
	}
	level, err := zerolog.ParseLevel(strings.Replace(p.logLevel.value, "off", "disabled", 1))
	if err != nil {
		return usage{err}
	}
	p.logOut = &redirect{w: p.err}
	var w io.Writer = p.logOut
	if p.logFormat.value == "console" {
		w = zerolog.ConsoleWriter{Out: p.logOut, NoColor: !colourful(p.err), TimeFormat: time.TimeOnly}
	}
	zerolog.DurationFieldUnit = time.Millisecond
	p.log = zerolog.New(w).Level(level).With().Timestamp().Logger()
	return nil
}

// redirect is a writer whose target can change.
type redirect struct{ w io.Writer }

// Write escapes what steers a terminal: in the log it can only stand in a text. The
// log's own colours are no control of these.
func (r *redirect) Write(b []byte) (int, error) {
	if _, err := r.w.Write(safe.JSON(b)); err != nil {
		return 0, err
	}
	return len(b), nil
}

// colourful says whether a file is a terminal that wants colour.
func colourful(f *os.File) bool {
	return term.IsTerminal(int(f.Fd())) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

func envOr(name, other string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return other
}

const usageTemplate = `用法 · Usage:
{{- if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} [命令]{{end}}{{if .HasExample}}

示例 · Examples:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

命令 · Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

选项 · Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

通用选项 · Global flags:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`
