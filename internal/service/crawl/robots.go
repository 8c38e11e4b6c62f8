package crawl

import (
	"bytes"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/temoto/robotstxt"
)

// rules are what a robots.txt asks of us, as RFC 9309 reads it. Which group is ours and
// which of several rules counts is decided here; whether a rule's path and its wildcards
// fit is the library's, one rule at a time.
type rules struct {
	all, none bool
	rules     []rule
	delay     time.Duration
	text      string // as it came, in base64, to be kept for the night
}

type rule struct {
	allow  bool
	octets int
	fits   *robotstxt.RobotsData
}

// The bounds of a robots.txt: the standard asks for at least 500 KiB to be read.
const (
	robotsBytes = 512 << 10
	robotsRules = 5000
	longDelay   = 2 * time.Minute
)

// readRobots reads the text of a robots.txt: all groups that name us together, or those
// for everybody.
func readRobots(body []byte) *rules {
	body = bytes.TrimPrefix(body[:min(len(body), robotsBytes)], []byte("\xef\xbb\xbf"))
	ours, others := &rules{}, &rules{}
	var named, open []*rules
	found, head := false, false
	for line := range bytes.FieldsFuncSeq(body, func(r rune) bool { return r == '\n' || r == '\r' }) {
		key, value := robotsLine(string(line))
		switch key {
		case "user-agent":
			if !head {
				named = nil
			}
			head = true
			switch token := product(value); {
			case strings.EqualFold(token, Product):
				found, named = true, append(named, ours)
			case value == "*":
				named = append(named, others)
			}
			open = named
		case "allow", "disallow", "crawl-delay":
			head = false
			for _, g := range open {
				g.add(key, value)
			}
		}
	}
	if found {
		return ours
	}
	return others
}

// robotsLine parts a line into its key and value, without a comment.
func robotsLine(line string) (key, value string) {
	line, _, _ = strings.Cut(line, "#")
	key, value, _ = strings.Cut(line, ":")
	return strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
}

// product is the token of a user-agent line: letters, hyphens and underscores; what
// follows, as a version, does not count.
func product(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '-' || r == '_')
	})
	if end >= 0 {
		s = s[:end]
	}
	return s
}

func (r *rules) add(key, value string) {
	if key == "crawl-delay" {
		if s, err := strconv.ParseFloat(value, 64); err == nil && s > 0 {
			r.delay = max(r.delay, time.Duration(min(s, longDelay.Seconds())*float64(time.Second)))
		}
		return
	}
	if value == "" || len(r.rules) >= robotsRules || len(value) > mostOfAddress {
		return // an empty rule asks for nothing
	}
	if value[0] != '/' && value[0] != '*' {
		value = "/" + value
	}
	value = encoded(value)
	fits, err := robotstxt.FromString("User-agent: *\nDisallow: " + value)
	if err != nil {
		return
	}
	r.rules = append(r.rules, rule{key == "allow", len(value), fits})
}

// encoded writes a path's octets in one way: characters beyond ASCII as percent signs,
// these in capitals, and those that need none without.
func encoded(path string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	put := func(c byte) {
		b.WriteByte('%')
		b.WriteByte(digits[c>>4])
		b.WriteByte(digits[c&15])
	}
	for i := 0; i < len(path); i++ {
		c := path[i]
		switch {
		case c == '%' && i+2 < len(path) && unhex(path[i+1]) >= 0 && unhex(path[i+2]) >= 0:
			c = byte(unhex(path[i+1])<<4 | unhex(path[i+2]))
			if unreserved(c) {
				b.WriteByte(c)
			} else {
				put(c)
			}
			i += 2
		case c <= ' ' || c >= 0x7f:
			put(c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

// permits reports whether a path may be visited: the longest rule that fits counts, and
// of two as long the one that allows.
func (r *rules) permits(path string) bool {
	switch {
	case r.all || path == "/robots.txt":
		return true
	case r.none:
		return false
	}
	path = encoded(path)
	allow, octets := true, -1
	for _, x := range r.rules {
		if x.octets < octets || x.octets == octets && !x.allow || x.fits.TestAgent(path, Product) {
			continue
		}
		allow, octets = x.allow, x.octets
	}
	return allow
}

// robotsAnswer judges what came instead of, or as, a robots.txt: where there is none, all
// is open; where the site cannot say, nothing is.
func robotsAnswer(r *Response) *rules {
	switch {
	case r.Verdict == OK && r.Kind != HTML:
		rules := readRobots(r.Body)
		rules.text = base64.StdEncoding.EncodeToString(r.Body[:min(len(r.Body), robotsBytes)])
		return rules
	case r.Status >= 400 && r.Status < 500 && r.Status != http.StatusTooManyRequests:
		return &rules{all: true}
	case r.Status == http.StatusOK && r.Kind == HTML, r.empty:
		return &rules{all: true} // a page that stands for everything that is missing, or an empty file
	case r.Status >= 300 && r.Status < 400:
		return &rules{all: true} // too many redirects count as none there
	}
	return &rules{none: true}
}

// robotsHops is how many redirects to a robots.txt are followed.
const robotsHops = 5

// robots asks for the robots.txt of an address's origin.
func robots(address string, get func(at string) (*Response, error)) (*rules, error) {
	at := originOf(address) + "/robots.txt"
	for range robotsHops {
		r, err := get(at)
		if err != nil {
			return nil, err
		}
		if r.Verdict != Moved {
			return robotsAnswer(r), nil
		}
		at = r.Redirect
	}
	return &rules{all: true}, nil
}
