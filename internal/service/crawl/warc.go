package crawl

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	"github.com/nlnwa/gowarc/v3"

	"selfeval/extract/document"
	"selfeval/report"
)

// WARC keeps what was fetched, and when, as WARC files: evidence of what was published.
type WARC struct {
	w     *gowarc.WarcFileWriter
	agent string
}

// mostOfArchive is the size at which another file is begun.
const mostOfArchive = 1 << 30

// NewWARC writes into a folder. Every process writes files of its own.
func NewWARC(dir, agent string) (*WARC, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, document.Errorf(report.Location{}, err, "无法建立目录 %s", "the folder %s cannot be made", dir)
	}
	names := &gowarc.PatternNameGenerator{Directory: dir, Prefix: fmt.Sprintf("selfeval-%d-", os.Getpid()), Pattern: "%{prefix}s%{ts}s-%04{serial}d.%{ext}s"}
	return &WARC{agent: agent, w: gowarc.NewWarcFileWriter(
		gowarc.WithFileNameGenerator(names),
		gowarc.WithCompression(true),
		gowarc.WithFlush(true),
		gowarc.WithMaxFileSize(mostOfArchive),
		gowarc.WithMaxConcurrentWriters(1),
		gowarc.WithWarcInfoFunc(func(b gowarc.WarcRecordBuilder) error {
			_, err := b.WriteString("software: " + agent + "\r\nformat: WARC File Format 1.1\r\nrobots: classic\r\n")
			return err
		}),
	)}, nil
}

// Put keeps an answer. The body stands as it was read: unpacked, so that its headers are
// written to fit it.
func (a *WARC) Put(r *Response) error {
	if r.Status == 0 || r.Body == nil && r.Verdict == Failed {
		return nil // nothing came, or not all of it
	}
	b := gowarc.NewRecordBuilder(gowarc.Response, gowarc.WithAddMissingDigest(true), gowarc.WithDefaultDigestAlgorithm("sha256"))
	defer b.Close()
	if _, err := b.Write(head(r)); err != nil {
		return err
	}
	if _, err := b.Write(r.Body); err != nil {
		return err
	}
	b.AddWarcHeader(gowarc.WarcTargetURI, r.URL)
	b.AddWarcHeaderTime(gowarc.WarcDate, r.Began.UTC())
	b.AddWarcHeader(gowarc.ContentType, "application/http; msgtype=response")
	record, _, err := b.Build()
	if err != nil {
		return err
	}
	defer record.Close()
	for _, w := range a.w.Write(record) {
		if w.Err != nil {
			return document.Errorf(report.Location{}, w.Err, "无法写入 WARC 文件", "the WARC file cannot be written")
		}
	}
	return nil
}

// head writes the headers of an answer as they fit the body that is kept.
func head(r *Response) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "HTTP/1.1 %d %s\r\n", r.Status, "-")
	h := r.Header.Clone()
	for _, name := range []string{"Content-Encoding", "Transfer-Encoding", "Content-Length", "Connection"} {
		if v := h.Get(name); v != "" && name != "Connection" {
			h.Set("X-Archive-Orig-"+name, v)
		}
		h.Del(name)
	}
	h.Set("Content-Length", fmt.Sprint(len(r.Body)))
	for name, values := range h {
		for _, v := range values {
			fmt.Fprintf(&out, "%s: %s\r\n", name, strings.Map(func(c rune) rune {
				if c < 0x20 || c == 0x7f {
					return ' '
				}
				return c
			}, v))
		}
	}
	out.WriteString("\r\n")
	return out.Bytes()
}

// Close ends the file at hand.
func (a *WARC) Close() error { return a.w.Close() }
