package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"selfeval/internal/app/buildinfo"
	"selfeval/internal/service/crawl"
)

// crawlFlags are what a crawl is told beside its sites file.
type crawlFlags struct {
	fetchFlags
	day    string
	hosts  int
	warc   string
	format choice
	out    string
	try    string
}

// fetchFlags are how single addresses are fetched.
type fetchFlags struct {
	contact string
	delay   time.Duration
	allow   []string
}

func (f *fetchFlags) flags(c *cobra.Command) {
	c.Flags().StringVar(&f.contact, "contact", "", "写入 User-Agent 的联系方式，如邮箱或网址 · how the site can reach you, told in the User-Agent")
	c.Flags().DurationVar(&f.delay, "delay", crawl.DefaultDelay, "逐个取网址时，每次答复之后间隔多久（爬取的间隔写在网站文件里）· how long a host is left alone after each response, where single addresses are fetched")
	// For sites of our own in tests: pairs of address and port, never a whole network.
	c.Flags().StringArrayVar(&f.allow, "allow", nil, "")
	_ = c.Flags().MarkHidden("allow")
}

func (f *fetchFlags) fetcher(limits crawl.Limits) *crawl.Fetcher {
	return crawl.NewFetcher(crawl.Options{Contact: f.contact, Version: buildinfo.Version(), Allow: f.allow, Limits: limits})
}

func (f *crawlFlags) flags(c *cobra.Command) {
	c.Flags().StringVar(&f.try, "try", "", "只看这个网址会给出什么，什么也不保存 · only show what this address would give, keep nothing")
	f.fetchFlags.flags(c)
	c.Flags().StringVar(&f.day, "day", "", "哪一天的爬取，默认今天 · which day's crawl, by default today's")
	c.Flags().IntVar(&f.hosts, "hosts", 64, "同时访问的主机数 · hosts at once")
	c.Flags().StringVar(&f.warc, "warc", "", "把取到的原样存入此目录的 WARC 文件 · keep what was fetched as WARC files in this folder")
	f.format.flag(c, c.Flags(), "format", "输出格式 · form of the report")
	c.Flags().StringVarP(&f.out, "output", "o", "", "写入文件 · write to a file")
	_ = c.MarkFlagDirname("warc")
}

func crawlCommand(p *program) *cobra.Command {
	var in inputs
	var at place
	how := crawlFlags{format: newChoice("text", "text", "json", "html")}
	c := &cobra.Command{
		Use:   "crawl SITES.yaml --workspace DIR",
		Short: "从网站取公开的报告放入工作区，只取新的 · fetch what sites publish into a workspace, only what is new",
		Long: `按网站文件（docs/crawl.md）取公开目录、文章和附件放入工作区，随后用 selfeval work 或 nightly 检查。
先看 robots.txt，守间隔；不连接内网、本机和保留地址，跳转和域名解析之后也不；不执行网页里的任何东西；
网站防护拦下的不绕过。中断后再运行即从原处继续；多台机器可同时运行（其他机器不写网站文件）。
--try 只看一个网址会给出什么；同时给出网站文件的，按其中的选择器来读。
Fetches lists, articles and attachments of a sites file (docs/crawl.md) into a workspace;
selfeval work or nightly then checks them. robots.txt comes first, delays are kept; no
private, loopback or reserved address is connected to, after redirects and name resolution
either; nothing of a page is run; what a site's guard blocks is not evaded. A crawl that
was cut short goes on where it was; several machines may share one (the others without a
sites file). --try only shows what an address would give, read by the selectors of a sites file
where one is named, too.`,
		Example: `  selfeval crawl --try https://www.example.gov.cn/zwgk/jxzp/ --contact me@example.cn
  selfeval crawl sites.yaml --workspace ws --warc warc/ && selfeval nightly --workspace ws`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			p.finishes.Store(true)
			if how.try != "" {
				return p.tryPage(c.Context(), &how, args)
			}
			return p.crawl(c.Context(), &how, &at, &in, args)
		},
	}
	at.flags(c)
	how.flags(c)
	in.settingFlags(c)
	return c
}

// crawl fetches what sites publish into a workspace.
func (p *program) crawl(ctx context.Context, how *crawlFlags, at *place, in *inputs, args []string) error {
	var err error
	if how.day, err = p.day(how.day); err != nil {
		return err
	}
	sites, err := how.sites(args)
	if err != nil {
		return err
	}
	d, err := at.openDesk(ctx, p, in, sites != nil)
	if err != nil {
		return err
	}
	defer d.Close()
	f := how.fetcher(crawl.Limits{Bytes: d.settings.Limits.Bytes})
	defer f.Close()
	c := &crawl.Crawl{W: d.Workspace, Q: d.q, F: f, Settings: d.name, Day: how.day, Hosts: how.hosts}
	if how.warc != "" {
		if c.Archive, err = crawl.NewWARC(how.warc, buildinfo.Long()); err != nil {
			return err
		}
		defer c.Archive.Close()
	}
	if sites != nil {
		if err := c.Begin(ctx, sites); err != nil {
			return err
		}
	}
	err = c.Run(ctx)
	switch {
	case ctx.Err() != nil:
		return exitOf(ctx)
	case err != nil:
		return err
	}
	rep, err := crawl.Tell(ctx, d.Workspace, how.day)
	if err != nil {
		return err
	}
	return p.writeReport(how.out, how.format.value, rep)
}

// sites reads the sites file, nil where none is named.
func (f *crawlFlags) sites(args []string) (*crawl.Sites, error) {
	if len(args) == 0 {
		return nil, nil
	}
	s, err := crawl.ReadSites(args[0])
	if err == nil && f.contact == "" {
		f.contact = s.Contact
	}
	return s, err
}

// tryPage shows what an address would give.
func (p *program) tryPage(ctx context.Context, how *crawlFlags, args []string) error {
	sites, err := how.sites(args)
	if err != nil {
		return err
	}
	f := how.fetcher(crawl.Limits{})
	defer f.Close()
	t, err := crawl.Try(ctx, f, how.try, how.delay, sites)
	switch {
	case ctx.Err() != nil:
		return exitOf(ctx)
	case err != nil:
		return err
	}
	return p.writeReport(how.out, how.format.value, t)
}
