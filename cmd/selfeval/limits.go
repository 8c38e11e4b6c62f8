package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/spf13/cobra"

	"selfeval/extract/document"
)

// size is a flag that takes a number of bytes: 500000, 64MB, 2GiB.
type size int64

func (s *size) String() string { return humanize.IBytes(uint64(*s)) }
func (s *size) Type() string   { return "size" }

func (s *size) Set(text string) error {
	n, err := humanize.ParseBytes(text)
	if err != nil || n > 1<<60 {
		return errors.New("例如 · for example 500000, 64MB, 2GiB")
	}
	*s = size(n)
	return nil
}

// limits are the flags that bound what one document may cost.
type limits struct {
	bytes, inflated, memory size
	pages, cells, depth     int
	blocks, text            int
	timeout                 time.Duration
}

func (l *limits) flags(c *cobra.Command) {
	d := document.Limits{}.WithDefaults()
	l.bytes, l.inflated, l.memory = size(d.Bytes), size(d.Inflated), 2<<30
	f := c.Flags()
	f.Var(&l.bytes, "max-bytes", "文件大小上限 · size of a file")
	f.IntVar(&l.pages, "max-pages", d.Pages, "页数上限 · pages of a PDF")
	f.IntVar(&l.cells, "max-cells", d.Cells, "表格单元格上限 · cells of all tables")
	f.IntVar(&l.blocks, "max-blocks", d.Blocks, "段落和表格个数上限 · paragraphs and tables")
	f.IntVar(&l.text, "max-text", d.Text, "文字字数上限 · characters of text")
	f.IntVar(&l.depth, "max-depth", d.Depth, "嵌套层数上限 · nesting of elements and objects")
	f.Var(&l.inflated, "max-inflated", "解压后字节上限 · bytes after decompression")
	f.DurationVar(&l.timeout, "timeout", d.Time, "每个文件的时间上限 · time for a file")
	f.Var(&l.memory, "max-memory", "每个文件的内存上限，0 为不限 · memory for a file, 0: no limit")
}

// values gives the limits, or says which makes no sense.
func (l *limits) values(p *program) (document.Limits, error) {
	if l.bytes <= 0 || l.inflated <= 0 || l.pages <= 0 || l.cells <= 0 || l.blocks <= 0 || l.text <= 0 || l.depth <= 0 || l.timeout <= 0 {
		return document.Limits{}, usage{fmt.Errorf("%s", p.say("上限必须大于 0", "limits must be above 0"))}
	}
	return document.Limits{
		Bytes: int64(l.bytes), Pages: l.pages, Cells: l.cells, Blocks: l.blocks, Text: l.text, Depth: l.depth,
		Inflated: int64(l.inflated), Time: l.timeout,
	}, nil
}
