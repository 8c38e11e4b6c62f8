package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"syscall"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"selfeval"
	"selfeval/internal/batch"
	"selfeval/internal/output"
	"selfeval/internal/progress"
	"selfeval/internal/safefile"
)

// inputs are the flags of every command that reads files.
type inputs struct {
	jobs   int
	lists  []string
	name   string
	output string
}

const inputsHelp = `
输入可以是文件、目录（递归查找 .pdf .html .htm .md .txt 等，跳过隐藏目录和目录链接）、
通配符（支持 **，加引号亦可）、@列表文件（每行一个路径）或 -（标准输入）。
FILES may be files, folders (searched; hidden ones and links to folders are left
out), patterns (** too, quoted or not), @LIST (a path a line) and - for stdin.`

func (in *inputs) flags(c *cobra.Command) {
	f := c.Flags()
	f.IntVarP(&in.jobs, "jobs", "j", 0, "同时处理的文件数，0 为处理器数 · files at once, 0: one a processor")
	f.StringArrayVar(&in.lists, "files-from", nil, "从文件读取路径列表，- 为标准输入 · read paths from a file, - for stdin")
	f.StringVar(&in.name, "name", "", "标准输入的文件名 · what to call the standard input")
	f.StringVarP(&in.output, "output", "o", "", "写入文件（先写临时文件再改名）· write to a file, whole or not at all")
	_ = c.RegisterFlagCompletionFunc("jobs", cobra.NoFileCompletions)
	_ = c.RegisterFlagCompletionFunc("name", cobra.NoFileCompletions)
}

// run checks the files that args name and writes them with format.
func (in *inputs) run(ctx context.Context, p *program, args []string, format output.Format, check selfeval.Options) (output.Summary, error) {
	var sum output.Summary
	if len(args) == 0 && len(in.lists) == 0 {
		return sum, usage{errors.New(p.say("没有给出要处理的文件", "no files given"))}
	}
	if in.jobs < 0 {
		return sum, usage{errors.New(p.say("--jobs 不能是负数", "--jobs cannot be negative"))}
	}
	terminal := term.IsTerminal(int(p.out.Fd()))
	if format.Binary && in.output == "" && terminal {
		return sum, usage{fmt.Errorf(p.say("%s 是二进制格式，请用 -o 指定文件", "%s is binary: name a file with -o"), format.Name)}
	}
	check.Lang = p.language()
	finder := func() *batch.Finder {
		return &batch.Finder{Args: args, Lists: in.lists, Name: in.name}
	}

	var bar *progress.Bar
	if !p.quiet && term.IsTerminal(int(p.err.Fd())) && !finder().ReadsStdin() {
		bar = progress.New(p.err, p.say("检查", "checking"))
		defer bar.Close()
		p.logOut.w = bar.Wrap(p.err)
		go progress.Count(ctx, bar, finder().All(nil))
	}

	var to io.Writer = p.out
	var file *safefile.File
	if in.output != "" && in.output != "-" {
		var err error
		if file, err = safefile.Create(in.output); err != nil {
			return sum, p.outputError(err)
		}
		to = file
	} else if terminal {
		to = bar.Wrap(p.out)
	}
	writer, err := format.New(to, output.Options{
		Lang: p.language(), Quiet: p.quiet,
		Color: file == nil && colourful(p.out), Terminal: file == nil && terminal,
	})
	if err == nil {
		find := finder()
		find.Skipped = func(path string) {
			p.log.Warn().Str("path", path).Msg(p.say("跳过指向目录的链接", "link to a folder not searched"))
		}
		sum, err = batch.Run(ctx, batch.Options{
			Sources: find.All(p.in), Stdin: p.in, Jobs: in.jobs, Check: check,
			Emit: writer.Document, Progress: bar,
			Shown: format.Name == "text" && file == nil, Log: p.log,
		})
		if err == nil {
			err = writer.Close(sum)
		}
	}
	switch {
	case file == nil:
	case err != nil:
		file.Abort()
	case sum.Interrupted:
		// What was asked for is all or nothing; what was done is kept beside.
		err = file.CommitAs(in.output + ".partial")
	default:
		err = file.Commit()
	}
	if err != nil {
		return sum, p.outputError(err)
	}
	if sum.Interrupted {
		bar.Close()
		kept := ""
		if file != nil {
			kept = fmt.Sprintf(p.say("，结果在 %s.partial", ", kept in %s.partial"), in.output)
		}
		fmt.Fprintf(p.err, p.say("selfeval: 已中断，完成 %d 份%s\n", "selfeval: interrupted after %d documents%s\n"), sum.Documents, kept)
		return sum, exitInterrupted
	}
	return sum, nil
}

// outputError says that the result could not be written.
func (p *program) outputError(err error) error {
	if errors.Is(err, syscall.EPIPE) {
		return errors.New(p.say("输出管道已被关闭，就此停止", "the output pipe was closed, stopping"))
	}
	if errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf(p.say("磁盘已满，结果未能写出：%w", "the disk is full, the result was not written: %w"), err)
	}
	if _, ok := errors.AsType[*fs.PathError](err); ok {
		return fmt.Errorf(p.say("无法写出结果：%w", "the result cannot be written: %w"), err)
	}
	return err
}
