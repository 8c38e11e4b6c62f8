package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"selfeval/internal/app/batch"
	"selfeval/internal/app/buildinfo"
	"selfeval/internal/app/cache"
	"selfeval/internal/app/isolate"
	"selfeval/internal/app/metrics"
	"selfeval/internal/app/output"
	"selfeval/internal/app/progress"
	"selfeval/internal/app/wire"
	"selfeval/internal/settings/baseline"
	"selfeval/internal/settings/config"
	"selfeval/rules/builtin"
)

// inputs are the flags of every command that reads files.
type inputs struct {
	limits  limits
	jobs    int
	lists   []string
	name    string
	shard   string
	output  string
	isolate choice
	cache   string
	resume  bool
	metrics string
	strict  bool   // any file that cannot be read fails the run
	words   string // vocabulary file
	config  string // selfeval.yaml
	// accepted are the findings not to show, nil where no baseline was named.
	accepted                     *baseline.Baseline
	baselinePath, baselineDigest string
	holding                      int                // accepted findings that hold today
	unbound                      int                // those of them that hold whatever the figures become
	allAccepted                  *baseline.Baseline // with those of the configuration and those that hold no more
	seen                         func(*wire.Doc)    // told of every document; nil: nobody
	compare                      *comparing         // nil: reports are not compared with each other
}

const inputsHelp = `
输入可以是文件、目录（递归查找 .pdf .html .htm .md .txt 等，跳过隐藏目录和目录链接）、
通配符（支持 **，加引号亦可）、@列表文件（每行一个路径）或 -（标准输入）。
FILES may be files, folders (searched; hidden ones and links to folders are left
out), patterns (** too, quoted or not), @LIST (a path a line) and - for stdin.`

// newInputs are the inputs of a command without their flags.
func newInputs() *inputs {
	in := &inputs{}
	in.flags(&cobra.Command{})
	return in
}

func (in *inputs) flags(c *cobra.Command) {
	f := c.Flags()
	in.jobsFlag(c)
	in.sourceFlags(c)
	f.StringVarP(&in.output, "output", "o", "", "写入文件（先写临时文件再改名）· write to a file, whole or not at all")
	f.StringVar(&in.cache, "cache", "", "结果缓存目录，未变的文件不再重读 · keep results here; an unchanged file is not read twice")
	f.BoolVar(&in.resume, "resume", false, "接着上次中断处继续，未指定 --cache 时使用用户缓存目录 · go on where the last run stopped")
	f.StringVar(&in.metrics, "metrics", "", "写出 Prometheus 文本指标 · write figures for Prometheus' text collector")
	f.BoolVar(&in.strict, "fail-on-unreadable", false, "有任何文件读不了时退出码为 2 · exit with 2 where any file cannot be read")
	in.isolate = newChoice("auto", "auto", "always", "never")
	in.isolate.flag(c, f, "isolate", "在可被终止的子进程里处理，auto 为多于一个文件时 · work in processes that can be killed; auto: for more than one file")
	in.settingFlags(c)
	_ = c.MarkFlagDirname("cache")
}

func (in *inputs) jobsFlag(c *cobra.Command) {
	c.Flags().IntVarP(&in.jobs, "jobs", "j", 0, "同时处理的文件数，0 为处理器数 · files at once, 0: one a processor")
	_ = c.RegisterFlagCompletionFunc("jobs", cobra.NoFileCompletions)
}

// sourceFlags say where files come from, beside the arguments.
func (in *inputs) sourceFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringArrayVar(&in.lists, "files-from", nil, "从文件读取路径列表，- 为标准输入 · read paths from a file, - for stdin")
	f.StringVar(&in.name, "name", "", "标准输入的文件名 · what to call the standard input")
	f.StringVar(&in.shard, "shard", "", "只处理按路径分成 N 份中的第 I 份，如 2/8 · only the Ith of N parts by path, as 2/8")
	for _, name := range []string{"name", "shard"} {
		_ = c.RegisterFlagCompletionFunc(name, cobra.NoFileCompletions)
	}
}

// part is the part of the sources that was asked for.
func (in *inputs) part(p *program) (batch.Shard, error) {
	if in.shard == "" {
		return batch.Shard{}, nil
	}
	s, err := batch.ParseShard(in.shard)
	if err != nil {
		return s, usage{fmt.Errorf("--shard %w", err)}
	}
	return s, nil
}

// settingFlags are what a result depends on beside the file.
func (in *inputs) settingFlags(c *cobra.Command) {
	in.limits.flags(c)
	for _, name := range []string{"max-bytes", "max-pages", "max-cells", "max-blocks", "max-text", "max-depth", "max-inflated", "max-memory", "timeout"} {
		_ = c.RegisterFlagCompletionFunc(name, cobra.NoFileCompletions)
	}
	c.Flags().StringVar(&in.words, "vocabulary", "", "补充词汇表（YAML）· words to add to the built-in vocabulary")
	_ = c.MarkFlagFilename("vocabulary", "yaml", "yml")
	configFlag(c, &in.config)
}

// run checks the files that args name and writes them with format. targets are
// files that the format itself will write, beside -o.
func (in *inputs) run(ctx context.Context, p *program, args []string, format output.Format, settings isolate.Settings, targets ...string) (output.Summary, error) {
	p.finishes.Store(true)
	var sum output.Summary
	if err := in.usage(p, args); err != nil {
		return sum, err
	}
	cfg, configPath, err := in.settings(p, &settings)
	if err != nil {
		return sum, err
	}
	g := p.newGuard(append(targets, in.output, in.metrics)...)
	for _, path := range slices.Concat(args, in.lists, []string{configPath, in.words, in.baselinePath}) {
		if err := cmp.Or(g.check(path), g.check(strings.TrimPrefix(path, "@"))); err != nil {
			return sum, err
		}
	}
	applied := in.applied(cfg, configPath, settings)
	if applied.Rules == 0 && !settings.NoRules && !settings.Raw {
		fmt.Fprintf(p.err, p.say("selfeval: 配置文件 %s 停用了全部规则，不会报出任何问题\n", "selfeval: the configuration %s turns all rules off: nothing will be found\n"), configPath)
	}
	opt, err := in.batch(ctx, p, args, settings, cfg.ByPath)
	if err != nil {
		return sum, err
	}
	defer opt.Checker.Close()
	defer opt.Progress.Close()
	opt.Sources = g.sources(opt.Sources)
	if format, err = in.comparing(ctx, p, args, format, cfg, settings); err != nil {
		return sum, err
	}
	out, err := p.create(in.output, format, output.Options{Custom: cfg.Rules.Custom, Run: applied, Context: depends(settings)}, opt.Progress)
	if err != nil {
		return sum, err
	}
	opt.Writer, opt.Shown = out.writer, format.Name == "text" && !out.toFile()
	sum, err = batch.Run(ctx, opt)
	if err == nil {
		err = g.err
	}
	err = out.finish(sum, err)
	sum = total(out.writer, sum)
	opt.Progress.Close()
	return sum, in.told(ctx, p, opt.Metrics, out, sum, err)
}

// comparing puts the comparison of reports before a format, where it is wanted.
func (in *inputs) comparing(ctx context.Context, p *program, args []string, format output.Format, cfg *config.Config, settings isolate.Settings) (output.Format, error) {
	if in.compare == nil || settings.Raw || settings.NoRules {
		return format, nil
	}
	if err := in.compare.read(p); err != nil {
		return format, err
	}
	many := len(in.lists) > 0 || len(args) > 1 || len(args) == 1 && !isFile(args[0])
	if !in.compare.wanted(many, format.Name == "jsonl" || in.shard != "") {
		return format, nil
	}
	own := *cfg.Rules
	if own.Registry == nil {
		own.Registry = builtin.Registry()
	}
	return in.compare.wrap(ctx, p, format, &own, in.allAccepted), nil
}

// usage tells what makes no sense before anything is done.
func (in *inputs) usage(p *program, args []string) error {
	switch {
	case len(args) == 0 && len(in.lists) == 0:
		return usage{errors.New(p.say("没有给出要处理的文件", "no files given"))}
	case slices.ContainsFunc(args, isURL):
		return usage{errors.New(p.say("网址要先取回：用 selfeval add 或 selfeval crawl 放入工作区，或下载后再给出文件", "addresses are fetched first: by selfeval add or crawl into a workspace, or download them and name the files"))}
	case in.jobs < 0:
		return usage{errors.New(p.say("--jobs 不能是负数", "--jobs cannot be negative"))}
	case in.jobs == 0:
		in.jobs = runtime.GOMAXPROCS(0)
	}
	return nil
}

func isURL(arg string) bool {
	return strings.HasPrefix(arg, "http://") || strings.HasPrefix(arg, "https://")
}

// settings reads what the flags name into the settings.
func (in *inputs) settings(p *program, settings *isolate.Settings) (cfg *config.Config, configPath string, err error) {
	if settings.Limits, err = in.limits.values(p); err != nil {
		return nil, "", err
	}
	if settings.Vocabulary, err = readText(in.words); err != nil {
		return nil, "", err
	}
	if cfg, configPath, err = in.configure(p, settings); err != nil {
		return nil, "", err
	}
	settings.Lang, settings.MaxMemory = p.language(), int64(in.limits.memory)
	return cfg, configPath, nil
}

// batch makes the options of a run, all but its writer.
func (in *inputs) batch(ctx context.Context, p *program, args []string, settings isolate.Settings, byPath bool) (opt *batch.Options, err error) {
	opt = &batch.Options{
		Stdin: p.in, Jobs: in.jobs, MaxBytes: settings.Limits.Bytes, Lang: settings.Lang,
		Metrics: metrics.New(), Log: p.log, Seen: in.seen, ByPath: byPath,
	}
	if opt.Cache, err = in.openCache(settings); err != nil {
		return opt, fmt.Errorf(p.say("无法使用缓存目录：%w", "the cache folder cannot be used: %w"), err)
	}
	if opt.Checker, err = in.checker(p, args, settings); err != nil {
		return opt, err
	}
	part, err := in.part(p)
	if err != nil {
		return opt, err
	}
	find := batch.Finder{Args: args, Lists: in.lists, Name: in.name, Skipped: func(path string) {
		p.log.Warn().Str("path", path).Msg(p.say("跳过指向目录的链接", "link to a folder not searched"))
	}}
	opt.Passed = &batch.Kinds{}
	find.Passed = func(path string) {
		opt.Passed.Count(path)
		p.log.Info().Str("path", path).Msg(p.say("不读取这种文件", "a kind of file that is not read"))
	}
	opt.Sources = part.Of(find.All(ctx, p.in))
	if !p.quiet && term.IsTerminal(int(p.err.Fd())) && !find.Once() {
		opt.Progress = progress.New(p.err, p.say("检查", "checking"))
		p.logOut.w = opt.Progress.Wrap(p.err)
		ahead := batch.Finder{Args: args, Lists: in.lists}
		go progress.Count(ctx, opt.Progress, part.Of(ahead.All(ctx, nil)))
	}
	return opt, nil
}

// told says how a run ended, to the log, to the metrics and to the user, and gives
// the error to end the command with.
func (in *inputs) told(ctx context.Context, p *program, m *metrics.Recorder, out *result, sum output.Summary, err error) error {
	if w, ok := out.writer.(output.Warner); ok && err == nil && !p.quiet {
		for _, text := range w.Warnings() {
			fmt.Fprintf(p.err, "selfeval: %s\n", text.In(p.language()))
		}
	}
	p.logRun(m)
	if in.metrics != "" {
		if merr := m.Prometheus(in.metrics, err == nil && !sum.Interrupted, sum.Interrupted); merr != nil && err == nil {
			err = fmt.Errorf(p.say("无法写出指标：%w", "the figures cannot be written: %w"), merr)
		}
	}
	if err == nil && sum.Interrupted {
		fmt.Fprintf(p.err, p.say("selfeval: 已中断，完成 %d 份%s\n", "selfeval: interrupted after %d documents%s\n"), sum.Documents, out.kept(p))
		err = exitOf(ctx)
	}
	return err
}

// configure puts the configuration file and the accepted findings that hold today
// into the settings. What is accepted until a day drops out here and not in the
// workers, so that cached results change on that day and not every day.
func (in *inputs) configure(p *program, settings *isolate.Settings) (*config.Config, string, error) {
	path, text, cfg, err := p.readConfig(in.config)
	if err != nil {
		return nil, "", err
	}
	settings.Config = text
	if path != "" {
		p.log.Info().Str("path", path).Msg(p.say("使用配置文件", "configuration file"))
	}
	if in.accepted == nil && len(cfg.Suppress) == 0 {
		return cfg, path, nil
	}
	entries := cfg.Accepted().Entries
	if in.accepted != nil {
		entries = slices.Concat(in.accepted.Entries, entries)
	}
	var holding strings.Builder
	in.allAccepted = baseline.New(entries)
	today := in.allAccepted.On(time.Now())
	if err := today.Write(&holding); err != nil {
		return nil, "", err
	}
	settings.Baseline, in.holding = holding.String(), len(today.Entries)
	in.unbound = p.tellUnbound(today, cfg, path)
	return cfg, path, nil
}

// checker works in processes of its own where there can be more than one file:
// what one file does to its process must not cost the others.
func (in *inputs) checker(p *program, args []string, settings isolate.Settings) (isolate.Checker, error) {
	if in.isolate.value == "never" || in.isolate.value == "auto" && len(in.lists) == 0 && len(args) == 1 && isFile(args[0]) {
		return isolate.NewInline(settings)
	}
	pool, err := isolate.NewPool(settings, isolate.Self(max(1, runtime.GOMAXPROCS(0)/in.jobs)))
	if err == nil {
		pool.Crashed = func(name, said string) {
			p.log.Debug().Str("path", name).Str("said", said).Msg(p.say("工作进程崩溃", "worker crashed"))
		}
	}
	return pool, err
}

// readText reads a settings file, nothing where none was named.
func readText(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxSettings+1))
	if err == nil && len(b) > maxSettings {
		err = fmt.Errorf("%s: > %d bytes", path, maxSettings)
	}
	return string(b), err
}

// maxSettings bounds a file of settings; what is in it has limits of its own.
const maxSettings = 128 << 20

func isFile(arg string) bool {
	st, err := os.Stat(arg)
	return arg == "-" || err == nil && !st.IsDir()
}

// openCache opens the cache that was asked for. What the results depend on
// beside the file is the program itself and the settings.
func (in *inputs) openCache(settings isolate.Settings) (*cache.Cache, error) {
	dir := in.cache
	if dir == "" {
		if !in.resume {
			return nil, nil
		}
		user, err := os.UserCacheDir()
		if err != nil {
			return nil, err
		}
		dir = filepath.Join(user, "selfeval")
	}
	return cache.Open(dir, depends(settings))
}

// depends is all that results depend on beside the files: the program itself and the
// settings.
func depends(settings isolate.Settings) string {
	b, err := json.Marshal(settings)
	if err != nil {
		panic(err) // plain data
	}
	return buildinfo.ID() + "\x00" + string(b)
}

// logRun sums the run up in the log.
func (p *program) logRun(m *metrics.Recorder) {
	r := m.Report()
	p.log.Info().Int("files", r.Files).Int("cached", r.Cached).Int("pages", r.Pages).Int64("bytes", r.Bytes).
		Dur("took", r.Took).Float64("files_per_second", r.FilesRate).Float64("pages_per_second", r.PagesRate).
		Dur("p50", r.P50).Dur("p90", r.P90).Dur("p99", r.P99).Dur("max", r.Max).
		Interface("slowest", slow(r.Slowest)).Msg("summary")
}

// slow writes slow files as the log writes durations, in milliseconds.
func slow(files []metrics.Slow) []map[string]any {
	out := []map[string]any{}
	for _, f := range files {
		out = append(out, map[string]any{"path": f.Path, "took": float64(f.Took.Microseconds()) / 1000})
	}
	return out
}
