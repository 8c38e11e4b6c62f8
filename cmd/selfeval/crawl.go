package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"selfeval/internal/app/buildinfo"
	"selfeval/internal/service/crawl"
)

// crawlFlags are what a crawl is told beside its sites file.
type crawlFlags struct {
	contact string
	delay   time.Duration
	allow   []string
}

func (f *crawlFlags) flags(c *cobra.Command) {
	c.Flags().StringVar(&f.contact, "contact", "", "写入 User-Agent 的联系方式，如邮箱或网址 · how the site can reach you, told in the User-Agent")
	c.Flags().DurationVar(&f.delay, "delay", crawl.DefaultDelay, "每次答复之后间隔多久 · how long a host is left alone after each response")
	// For sites of our own in tests: pairs of address and port, never a whole network.
	c.Flags().StringArrayVar(&f.allow, "allow", nil, "")
	_ = c.Flags().MarkHidden("allow")
}

func (f *crawlFlags) fetcher(limits crawl.Limits) *crawl.Fetcher {
	return crawl.NewFetcher(crawl.Options{Contact: f.contact, Version: buildinfo.Version(), Allow: f.allow, Limits: limits})
}

func crawlCommand(p *program) *cobra.Command {
	var how crawlFlags
	var try string
	format := newChoice("text", "text", "json")
	c := &cobra.Command{
		Use:   "crawl --try URL",
		Short: "看一个公开网页能给出什么：链接、附件、标题、结论 · what a disclosure page would give",
		Long: `取一个网页（先看 robots.txt，守间隔），列出会跟进的翻页、附件和链接，什么也不保存。
不连接内网、本机和保留地址，跳转和域名解析之后也不；不执行网页里的任何东西；网站防护拦下的不绕过。
Fetches one page (robots.txt first, politely) and lists the paging, attachments and links
that would be followed; nothing is kept. No private, loopback or reserved address is
connected to, after redirects and name resolution either; nothing of a page is run; what a
site's guard blocks is not evaded.`,
		Example: "  selfeval crawl --try https://www.example.gov.cn/zwgk/jxzp/ --contact me@example.cn",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if try == "" {
				return usage{errors.New(p.say("请用 --try 指明网址", "name an address with --try"))}
			}
			p.finishes.Store(true)
			return p.tryPage(c, &how, try, format.value)
		},
	}
	how.flags(c)
	format.flag(c, c.Flags(), "format", "输出格式 · form of the output")
	c.Flags().StringVar(&try, "try", "", "只看这个网址会给出什么 · only show what this address would give")
	return c
}

// tryPage shows what an address would give.
func (p *program) tryPage(c *cobra.Command, how *crawlFlags, address, format string) error {
	f := how.fetcher(crawl.Limits{})
	defer f.Close()
	t, err := crawl.Try(c.Context(), f, address, how.delay)
	switch {
	case c.Context().Err() != nil:
		return exitOf(c.Context())
	case err != nil:
		return err
	}
	if format == "json" {
		b, err := json.MarshalIndent(t, "", "  ")
		if err == nil {
			_, err = fmt.Fprintf(p.out, "%s\n", b)
		}
		return p.outputErrorOrNil(err)
	}
	return p.outputErrorOrNil(t.Text(p.out, p.language()))
}

func (p *program) outputErrorOrNil(err error) error {
	if err != nil {
		return p.outputError(err)
	}
	return nil
}
