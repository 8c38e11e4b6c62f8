package crawl

import (
	"errors"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/goccy/go-yaml"

	"selfeval/extract/document"
	"selfeval/internal/text/yamlbound"
	"selfeval/report"
)

// Sites is a sites file.
type Sites struct {
	Contact string `yaml:"contact,omitempty" json:"contact,omitempty" jsonschema:"description=写入 User-Agent 的联系方式 · how a site can reach you"`
	Sites   []Site `yaml:"sites" json:"sites" jsonschema:"description=要爬取的网站 · the sites to crawl"`
}

// Site is where to begin at a site, and how far to go.
type Site struct {
	Name    string   `yaml:"name,omitempty" json:"name,omitempty" jsonschema:"description=给人看的名称 · for people"`
	Seeds   []string `yaml:"seeds,omitempty" json:"seeds,omitempty" jsonschema:"minItems=1,description=从哪些网页开始，通常是公开目录 · pages to begin with; usually lists"`
	Hosts   []string `yaml:"hosts,omitempty" json:"hosts,omitempty" jsonschema:"description=还可以去的主机 · further hosts that may be visited"`
	Follow  string   `yaml:"follow,omitempty" json:"follow,omitempty" jsonschema:"description=跟进文字合此正则的链接，代替内置的词 · follow links whose text fits instead of the words built in"`
	Skip    string   `yaml:"skip,omitempty" json:"skip,omitempty" jsonschema:"description=不去合此正则的地址 · never visit addresses that fit"`
	Depth   int      `yaml:"depth,omitempty" json:"depth,omitempty" jsonschema:"minimum=0,description=离起点几步，默认 3 · steps from a seed (3 by default)"`
	Pages   int      `yaml:"pages,omitempty" json:"pages,omitempty" jsonschema:"minimum=0,description=一个列表最多翻几页，默认 50 · pages of one list (50 by default)"`
	Delay   string   `yaml:"delay,omitempty" json:"delay,omitempty" jsonschema:"description=答复之后的间隔，默认 2s · delay after a response (2s by default)"`
	Revisit *int     `yaml:"revisit_days,omitempty" json:"revisit_days,omitempty" jsonschema:"minimum=0,description=几天后再看已取过的文件，默认 7 · days after which documents are looked at again (7 by default)"`
	Budget  Budget   `yaml:"budget,omitempty" json:"budget,omitzero"`

	Items       string     `yaml:"items,omitempty" json:"items,omitempty" jsonschema:"description=列表中各条链接的 CSS 选择器，代替按文字判断 · CSS selector of a list's links, instead of judging their words"`
	Next        string     `yaml:"next,omitempty" json:"next,omitempty" jsonschema:"description=翻页链接的 CSS 选择器 · CSS selector of the link to the next page"`
	Attachments string     `yaml:"attachments,omitempty" json:"attachments,omitempty" jsonschema:"description=地址合此正则的是附件 · addresses that fit are attachments"`
	JSON        []JSONList `yaml:"json,omitempty" json:"json,omitempty" jsonschema:"description=以 JSON 给出的列表 · lists that the site hands out as JSON"`
	Hours       string     `yaml:"hours,omitempty" json:"hours,omitempty" jsonschema:"description=只在此时段访问，如 22:00-06:00 · visit only within these hours, local time"`
	MinTLS      string     `yaml:"min_tls,omitempty" json:"min_tls,omitempty" jsonschema:"enum=1.0,enum=1.1,enum=1.2,enum=1.3,description=最低的 TLS 版本，默认 1.2 · least version of TLS (1.2 by default)"`

	follow, skip *regexp.Regexp
	look         look
	hours        hours
	minTLS       uint16
	delay        time.Duration
	bytes        int64
}

// Budget is what one night may take from one host.
type Budget struct {
	Pages int    `yaml:"pages,omitempty" json:"pages,omitempty" jsonschema:"minimum=0,description=请求数，默认 5000 · requests (5000 by default)"`
	Bytes string `yaml:"bytes,omitempty" json:"bytes,omitempty" jsonschema:"description=字节数，如 2GB（默认）· bytes (2GB by default)"`
}

// ReadSites reads a sites file. A mistake is told with its line.
func ReadSites(path string) (*Sites, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, document.Errorf(report.Location{}, err, "无法读取网站文件 %s", "the sites file %s cannot be read", path)
	}
	s, err := parseSites(src)
	if err != nil {
		if e, ok := errors.AsType[*document.Error](err); ok {
			return nil, document.Errorf(report.Location{}, nil, "%s：%s", "%s: %s", path, report.Text{ZH: e.In(report.ZH), EN: e.In(report.EN)})
		}
		return nil, document.Errorf(report.Location{}, nil, "%s 有误：%s", "%s: %s", path, err.Error())
	}
	return s, nil
}

func parseSites(src []byte) (*Sites, error) {
	if _, err := yamlbound.Check(src); err != nil {
		return nil, err
	}
	var s Sites
	if err := yaml.UnmarshalWithOptions(src, &s, yaml.Strict()); err != nil {
		return nil, err
	}
	if len(s.Sites) == 0 {
		return nil, wrong("没有写网站（sites）", "no sites")
	}
	for i := range s.Sites {
		if err := s.Sites[i].prepare(); err != nil {
			return nil, err
		}
	}
	return &s, nil
}

func wrong(zh, en string, args ...any) error {
	return document.Errorf(report.Location{}, nil, zh, en, args...)
}

// The settings of a site where none are given.
const (
	defaultDepth   = 3
	defaultPages   = 50
	defaultRevisit = 7
	defaultBudget  = 5000
)

// prepare fills in what is not given, and refuses what makes no sense.
func (s *Site) prepare() (err error) {
	if len(s.Seeds)+len(s.JSON) == 0 {
		return wrong("网站 %q 没有起点（seeds 或 json）", "site %q has no seeds (nor json)", s.Name)
	}
	for i, seed := range s.Seeds {
		at, ok := Address("", seed)
		if !ok {
			return wrong("不是 http 或 https 地址：%s", "not an http or https address: %s", seed)
		}
		s.Seeds[i] = at
	}
	for i := range s.JSON {
		if err := s.JSON[i].prepare(); err != nil {
			return err
		}
	}
	for _, seed := range s.begins() {
		if h := HostOf(seed); !slices.Contains(s.Hosts, h) {
			s.Hosts = append(s.Hosts, h)
		}
	}
	if err := s.prepareLook(); err != nil {
		return err
	}
	for i, h := range s.Hosts {
		s.Hosts[i] = strings.ToLower(h)
	}
	s.delay, s.bytes = DefaultDelay, 2<<30
	if s.Delay != "" {
		if s.delay, err = time.ParseDuration(s.Delay); err != nil || s.delay <= 0 {
			return wrong("间隔 %q 有误，应如 2s", "delay %q is not one such as 2s", s.Delay)
		}
	}
	if s.Budget.Bytes != "" {
		n, err := humanize.ParseBytes(s.Budget.Bytes)
		if err != nil || n == 0 || n > 1<<50 {
			return wrong("字节数 %q 有误，应如 2GB", "%q is no number of bytes such as 2GB", s.Budget.Bytes)
		}
		s.bytes = int64(n)
	}
	s.Depth, s.Pages, s.Budget.Pages = or(s.Depth, defaultDepth), or(s.Pages, defaultPages), or(s.Budget.Pages, defaultBudget)
	if s.Revisit == nil {
		n := defaultRevisit
		s.Revisit = &n
	}
	if s.follow, err = pattern(s.Follow); err == nil {
		s.skip, err = pattern(s.Skip)
	}
	return err
}

// begins are the addresses that a night begins with.
func (s *Site) begins() []string {
	out := slices.Clone(s.Seeds)
	for i := range s.JSON {
		at, _ := Address("", s.JSON[i].page(*s.JSON[i].First))
		out = append(out, at)
	}
	return out
}

// prepareLook reads how and when the site is to be read.
func (s *Site) prepareLook() (err error) {
	if s.look.items, err = selector(s.Items); err != nil {
		return err
	}
	if s.look.next, err = selector(s.Next); err != nil {
		return err
	}
	if s.look.attachments, err = pattern(s.Attachments); err != nil {
		return err
	}
	if s.hours, err = parseHours(s.Hours); err != nil {
		return err
	}
	s.minTLS, err = tlsVersion(s.MinTLS)
	return err
}

// or is the first of two that says something.
func or[T int | string](v, other T) T {
	var none T
	if v <= none {
		return other
	}
	return v
}

func pattern(s string) (*regexp.Regexp, error) {
	if s == "" {
		return nil, nil
	}
	re, err := regexp.Compile(s)
	if err != nil {
		return nil, wrong("正则 %q 有误", "malformed pattern %q", s)
	}
	return re, nil
}

// takes reports whether a link is followed.
func (s *Site) takes(l *Link) bool {
	if !slices.Contains(s.Hosts, HostOf(l.URL)) || s.skip != nil && s.skip.MatchString(l.URL) {
		return false
	}
	if l.Kind == Item && s.follow != nil {
		return s.follow.MatchString(l.Text)
	}
	return l.Wanted
}
