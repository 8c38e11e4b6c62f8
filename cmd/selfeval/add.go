package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"selfeval/extract/document"
	"selfeval/internal/app/batch"
	"selfeval/internal/service/crawl"
	"selfeval/internal/service/intake"
	"selfeval/internal/service/queue"
	"selfeval/internal/text/safe"
	"selfeval/report"
)

func addCommand(p *program) *cobra.Command {
	var in inputs
	var at place
	var fetch fetchFlags
	c := &cobra.Command{
		Use:   "add FILES… | FOLDERS… | URLS… --workspace DIR",
		Short: "把报告放入工作区，等待检查 · put reports into a workspace, to be checked",
		Long: `把报告放入工作区。内容相同的文件只存一份、只查一次；目录会记住，每夜再看（selfeval nightly）。
网址只取所指的那一份，网页也当作文件，不跟进其中的链接（跟进用 selfeval crawl）。
zip 压缩包解开，其中的文件各是一份；rar、7z 和有密码的只存放并说明。
随后用 selfeval work 检查。
Puts reports into a workspace. The same bytes are kept and checked once, wherever they
lie; folders are remembered, and looked through again by selfeval nightly. Of an address
only what it names is fetched, a page as the document that it is; selfeval crawl follows
links. A zip archive is taken apart, and each file in it is one; rar, 7z and locked ones are
kept and told. Then selfeval work checks them.
` + inputsHelp,
		Example: `  selfeval add 2022/ 2023/ --workspace ws
  selfeval add https://www.example.gov.cn/jx/P020240305.pdf --workspace ws --contact me@example.cn
  selfeval work --workspace ws
  selfeval results --workspace ws --format html -o 结果.html`,
		RunE: func(c *cobra.Command, args []string) error {
			files := slices.DeleteFunc(slices.Clone(args), isURL)
			urls := slices.DeleteFunc(slices.Clone(args), func(a string) bool { return !isURL(a) })
			if len(files) > 0 || len(urls) == 0 {
				if err := in.usage(p, files); err != nil {
					return err
				}
			}
			p.finishes.Store(true)
			return p.add(c.Context(), &in, &at, &fetch, files, urls)
		},
	}
	at.flags(c)
	in.sourceFlags(c)
	in.settingFlags(c)
	fetch.flags(c)
	c.Flags().BoolVar(&in.strict, "fail-on-unreadable", false, "有任何文件读不了时退出码为 2 · exit with 2 where any file cannot be read")
	return c
}

// add puts files and what addresses name into a workspace.
func (p *program) add(ctx context.Context, in *inputs, at *place, fetch *fetchFlags, files, urls []string) error {
	d, err := at.openDesk(ctx, p, in, true)
	if err != nil {
		return err
	}
	defer d.Close()
	take := &intake.Intake{W: d.Workspace, Q: d.q, Settings: d.name, Priority: queue.Person, MaxBytes: d.settings.Limits.Bytes,
		Partly: func(location string, why report.Text) {
			p.refused(location, document.Errorf(report.Location{}, nil, "压缩包没有全部解开：%s", "an archive that was not wholly unpacked: %s", why))
		}}
	named := 0 // what was named and could not be read
	if len(files) > 0 || len(in.lists) > 0 {
		if named, err = p.addFiles(ctx, in, take, files); err != nil {
			return err
		}
		if err := addRoots(ctx, d, files); err != nil {
			return err
		}
	}
	if len(urls) > 0 && ctx.Err() == nil {
		n, err := p.addURLs(ctx, fetch, take, urls)
		if err != nil && ctx.Err() == nil {
			return err
		}
		named += n
	}
	n := take.Count
	p.told("看到 %d 个文件：新增 %d 份，未变 %d 份，待检查 %d 份%s", "%d files seen: %d new, %d unchanged, %d to be checked%s",
		n.Seen, n.New, n.Unchanged, n.Queued, p.also(n))
	switch {
	case ctx.Err() != nil:
		return exitOf(ctx)
	case named > 0 || n.Failed > 0 && (in.strict || n.Failed == n.Seen):
		return exitFailure
	}
	return nil
}

// addFiles takes files in, and counts those that were named and could not be read.
func (p *program) addFiles(ctx context.Context, in *inputs, take *intake.Intake, files []string) (named int, err error) {
	find := batch.Finder{Args: files, Lists: in.lists, Name: in.name, More: intake.Takes, Passed: func(string) { take.Count.Passed++ }, Skipped: func(path string) {
		p.log.Warn().Str("path", path).Msg(p.say("跳过指向目录的链接", "link to a folder not searched"))
	}}
	part, err := in.part(p)
	if err != nil {
		return 0, err
	}
	err = take.Files(ctx, part.Of(find.All(ctx, p.in)), p.in, func(s batch.Source, err error) {
		if s.Named || s.Stdin {
			named++
		}
		p.refused(s.Path, err)
	})
	return named, err
}

// addURLs takes in what addresses name, and counts those that gave nothing.
func (p *program) addURLs(ctx context.Context, fetch *fetchFlags, take *intake.Intake, urls []string) (failed int, err error) {
	f := fetch.fetcher(crawl.Limits{Bytes: take.MaxBytes})
	defer f.Close()
	walk := crawl.NewWalk(f, fetch.delay)
	for _, u := range urls {
		take.Count.Seen++
		a, why, err := walk.Take(ctx, u)
		switch {
		case err != nil:
			return failed, err
		case why != nil:
			failed++
			take.Count.Failed++
			p.refused(u, why)
			continue
		}
		if err := take.Deliver(ctx, *a); err != nil {
			return failed, err
		}
	}
	return failed, take.Flush(context.WithoutCancel(ctx))
}

// refused tells of a file or an address that gave nothing.
func (p *program) refused(path string, err error) {
	fmt.Fprintf(p.err, "selfeval: %s: %s\n", safe.Line(path), safe.Line(p.message(err)))
}

// addRoots remembers the folders among what was named.
func addRoots(ctx context.Context, d *desk, names []string) error {
	for _, a := range names {
		if st, err := os.Stat(a); err == nil && st.IsDir() {
			if a, err = filepath.Abs(a); err == nil {
				err = d.AddRoot(ctx, a)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// also names what was left out.
func (p *program) also(n intake.Count) (s string) {
	if n.Skipped > 0 {
		s += fmt.Sprintf(p.say("，跳过本程序的结果 %d 个", ", %d results of this program skipped"), n.Skipped)
	}
	if n.Passed > 0 {
		s += fmt.Sprintf(p.say("，另有 %d 个不是可读的格式", ", %d others of kinds that are not read"), n.Passed)
	}
	if n.Failed > 0 {
		s += fmt.Sprintf(p.say("，读不了 %d 个", ", %d could not be read"), n.Failed)
	}
	return s
}
