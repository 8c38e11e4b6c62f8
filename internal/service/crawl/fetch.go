package crawl

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"selfeval/report"
)

// Product is the token by which robots.txt files name this program.
const Product = "selfeval"

// Limits bound what one request may cost.
type Limits struct {
	Bytes int64         // of a body, packed and unpacked
	Time  time.Duration // from the request to the last byte
}

// The limits where none are given.
const (
	defaultBytes = 100 << 20
	defaultTime  = 3 * time.Minute
)

// Fetcher makes one request at a time for each host. It follows no redirects: where they
// lead is visited as any other address is, politely.
type Fetcher struct {
	agent  string
	limits Limits
	client *http.Client
	others map[uint16]*Fetcher // that speak other versions of TLS
}

// Options are what a fetcher is made with.
type Options struct {
	Contact string   // address of who crawls, told in the User-Agent
	Version string   // of the program
	Allow   []string // addresses with port that may be reached though they are not public
	Limits  Limits
	MinTLS  uint16 // tls.VersionTLS12 where 0
}

// NewFetcher makes a fetcher. Proxies of the environment are not used: behind one, nobody
// could tell which address is reached.
func NewFetcher(o Options) *Fetcher {
	if o.Limits.Bytes <= 0 {
		o.Limits.Bytes = defaultBytes
	}
	if o.Limits.Time <= 0 {
		o.Limits.Time = defaultTime
	}
	if o.MinTLS == 0 {
		o.MinTLS = tls.VersionTLS12
	}
	contact := o.Contact
	if contact == "" {
		contact = "no contact given"
	}
	f := newFetcher(o, contact)
	f.others = map[uint16]*Fetcher{o.MinTLS: f}
	for _, v := range tlsVersions {
		if v != o.MinTLS {
			o.MinTLS = v
			f.others[v] = newFetcher(o, contact)
		}
	}
	return f
}

// speaking is the fetcher that speaks a version of TLS at least.
func (f *Fetcher) speaking(least uint16) *Fetcher { return f.others[least] }

func newFetcher(o Options, contact string) *Fetcher {
	return &Fetcher{
		agent:  fmt.Sprintf("%s/%s (%s)", Product, o.Version, printable(contact)),
		limits: o.Limits,
		client: &http.Client{
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
			Transport: &http.Transport{
				DialContext:            guard(o.Allow),
				DisableCompression:     true, // unpacked here, within limits
				MaxConnsPerHost:        1,
				MaxIdleConns:           64,
				IdleConnTimeout:        20 * time.Second,
				TLSHandshakeTimeout:    20 * time.Second,
				ResponseHeaderTimeout:  time.Minute,
				MaxResponseHeaderBytes: 256 << 10,
				TLSClientConfig:        tlsConfig(o.MinTLS),
			},
		},
	}
}

// printable is a text as it may stand in a header.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r > 0x7e || r == '(' || r == ')' {
			return -1
		}
		return r
	}, s)
}

// Close lets go of connections.
func (f *Fetcher) Close() {
	for _, o := range f.others {
		o.client.CloseIdleConnections()
	}
}

// Condition is what is known of an address from before.
type Condition struct{ ETag, Modified string }

// Response is what became of a request.
type Response struct {
	URL      string        `json:"-"`
	Verdict  Verdict       `json:"verdict"`
	Said     report.Text   `json:"said"`   // why, where the verdict needs a word
	Status   int           `json:"status"` // 0: there was no answer
	Header   http.Header   `json:"header,omitempty"`
	Body     []byte        `json:"-"`                  // whole and unpacked; nil unless the verdict is OK
	Kind     Kind          `json:"kind,omitempty"`     // by the bytes
	Name     string        `json:"name,omitempty"`     // for the document's format; never a path
	Redirect string        `json:"redirect,omitempty"` // where it leads, normalised
	Wait     time.Duration `json:"wait,omitempty"`
	Bytes    int64         `json:"bytes"` // that came over the line
	Began    time.Time     `json:"began"`
	Took     time.Duration `json:"-"`
	empty    bool
}

// Get asks for an address.
func (f *Fetcher) Get(ctx context.Context, address string, c Condition) *Response {
	r := &Response{URL: address, Began: time.Now()}
	limited, cancel := context.WithTimeout(ctx, f.limits.Time)
	defer cancel()
	f.get(limited, r, c)
	r.Took = time.Since(r.Began)
	return r
}

func (f *Fetcher) get(ctx context.Context, r *Response, c Condition) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, r.URL, nil)
	if err != nil {
		r.fail(Refused, "地址写法有误", "malformed address")
		return
	}
	req.Header.Set("User-Agent", f.agent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/pdf,*/*;q=0.8")
	req.Header.Set("Accept-Language", "zh-CN,zh;q=0.9")
	req.Header.Set("Accept-Encoding", "gzip")
	if c.ETag != "" {
		req.Header.Set("If-None-Match", c.ETag)
	}
	if c.Modified != "" {
		req.Header.Set("If-Modified-Since", c.Modified)
	}
	resp, err := f.client.Do(req)
	if err != nil {
		r.broken(err)
		return
	}
	defer resp.Body.Close()
	r.Status, r.Header = resp.StatusCode, resp.Header
	body, err := f.read(resp, r)
	if err != nil {
		r.broken(err)
		return
	}
	r.judge(body)
}

// errLarge and errPacked are faults of a body.
var (
	errLarge  = errors.New("body beyond the limit")
	errPacked = errors.New("body packed in a way that was not asked for")
)

// read takes a body in, whole or not at all. net/http itself refuses one that is shorter
// than its Content-Length or whose last chunk is missing.
func (f *Fetcher) read(resp *http.Response, r *Response) ([]byte, error) {
	if resp.ContentLength > f.limits.Bytes {
		return nil, errLarge
	}
	packed, err := io.ReadAll(io.LimitReader(resp.Body, f.limits.Bytes+1))
	r.Bytes = int64(len(packed))
	switch {
	case err != nil:
		return nil, err
	case r.Bytes > f.limits.Bytes:
		return nil, errLarge
	}
	var z io.Reader
	switch strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))) {
	case "", "identity", "none", "utf-8", "binary": // some sites name what is no packing
		return packed, nil
	case "gzip", "x-gzip":
		z, err = gzip.NewReader(bytes.NewReader(packed))
	case "deflate":
		z, err = zlib.NewReader(bytes.NewReader(packed))
	default:
		return nil, errPacked
	}
	if err != nil {
		if len(packed) == 0 {
			return packed, nil // a 304 or an empty page says gzip, too
		}
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(z, f.limits.Bytes+1))
	if err == nil && int64(len(body)) > f.limits.Bytes {
		err = errLarge
	}
	return body, err
}

// fail gives a verdict with a word.
func (r *Response) fail(v Verdict, zh, en string, args ...any) {
	r.Verdict, r.Said = v, report.Textf(zh, en, args...)
}

// broken judges a request that brought no whole answer.
func (r *Response) broken(err error) {
	var timeout net.Error
	switch {
	case errors.Is(err, errGuarded):
		r.fail(Refused, "指向内网、本机或保留地址，没有连接", "leads to a private, loopback or reserved address: not connected to")
	case errors.Is(err, errLarge):
		r.fail(Failed, "内容超过大小限制", "larger than the limit")
	case errors.Is(err, io.ErrUnexpectedEOF):
		r.fail(Failed, "内容不完整：比所称的短", "cut: shorter than announced")
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		r.fail(Failed, "超过时间限制", "took longer than the limit")
	default:
		r.fail(Failed, "连接失败：%v", "the connection failed: %v", bare(err))
	}
}

// bare is an error without the address, which stands beside it.
func bare(err error) error {
	type wrapped interface{ Unwrap() error }
	if e, ok := err.(interface {
		wrapped
		Timeout() bool
	}); ok && e.Unwrap() != nil {
		return e.Unwrap()
	}
	return err
}

// named is the name that a response has, from its header or its address.
func (r *Response) named() string {
	name := ""
	if _, p, err := mime.ParseMediaType(r.Header.Get("Content-Disposition")); err == nil {
		name = p["filename"]
	}
	if name == "" {
		name = lastOf(r.URL)
	}
	return fileName(name, r.Kind.ending())
}

// retryAfter is how long a site asks to be left alone, at most a day.
func retryAfter(h http.Header, now time.Time) time.Duration {
	v := strings.TrimSpace(h.Get("Retry-After"))
	if n, err := strconv.Atoi(v); err == nil && n > 0 {
		return min(time.Duration(min(n, 86400))*time.Second, 24*time.Hour)
	}
	if t, err := http.ParseTime(v); err == nil && t.After(now) {
		return min(t.Sub(now), 24*time.Hour)
	}
	return 0
}
