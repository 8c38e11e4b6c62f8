package crawl

import (
	"path"
	"regexp"
	"strings"
	"unicode"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// parser reads addresses as browsers do: it lowers hosts, takes out dots and standard
// ports, and writes Chinese characters as percent signs, so that one page has one address.
var parser = whatwg.NewParser(whatwg.WithPercentEncodeSinglePercentSign())

// mostOfAddress is how long an address may be.
const mostOfAddress = 2000

// escape is a percent-encoded octet, which may be written in two ways.
var escape = regexp.MustCompile(`%[0-9a-fA-F]{2}`)

// session is what some servers put behind a path to know a visitor by: every visit would
// be given other addresses for the same pages.
var session = regexp.MustCompile(`(?i);jsessionid=[^?/;]*`)

// Address normalises an address, seen from a page's own where it is relative. What is not
// http or https, too long, or has a password in it is refused.
func Address(base, ref string) (string, bool) {
	ref = strings.TrimSpace(ref)
	if ref == "" || len(ref) > mostOfAddress {
		return "", false
	}
	var u *whatwg.Url
	var err error
	if base == "" {
		u, err = parser.Parse(ref)
	} else {
		u, err = parser.ParseRef(base, ref)
	}
	if err != nil || u.Protocol() != "http:" && u.Protocol() != "https:" || u.Username() != "" || u.Password() != "" || u.Hostname() == "" {
		return "", false
	}
	u.SetHash("")
	out := escape.ReplaceAllStringFunc(u.Href(true), strings.ToUpper)
	if bare := session.ReplaceAllString(out, ""); bare != out {
		return Address("", bare)
	}
	out = strings.TrimSuffix(out, "?") // a query that asks for nothing
	return out, len(out) <= mostOfAddress
}

// HostOf is the host of an address, with its port where it is not a standard one: what is
// visited over one connection. http and https are one host.
func HostOf(address string) string {
	u, err := parser.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host()
}

// originOf is the scheme and host of an address: each has its own robots.txt.
func originOf(address string) string {
	u, err := parser.Parse(address)
	if err != nil {
		return ""
	}
	return u.Protocol() + "//" + u.Host()
}

// pathOf is what robots.txt judges of an address: path and query.
func pathOf(address string) string {
	u, err := parser.Parse(address)
	if err != nil {
		return "/"
	}
	return u.Pathname() + u.Search()
}

// lastOf is the last segment of an address's path, decoded.
func lastOf(address string) string {
	u, err := parser.Parse(address)
	if err != nil {
		return ""
	}
	return whatwgDecode(path.Base(u.Pathname()))
}

func whatwgDecode(s string) string {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && unhex(s[i+1]) >= 0 && unhex(s[i+2]) >= 0 {
			b = append(b, byte(unhex(s[i+1])<<4|unhex(s[i+2])))
			i += 2
			continue
		}
		b = append(b, s[i])
	}
	return string(b)
}

func unhex(c byte) int { return strings.IndexByte("0123456789abcdef", c|0x20) }

// fileName makes a name of what a header or an address says: never a path, short, and
// with the ending of what the bytes are.
func fileName(said, ending string) string {
	said = said[strings.LastIndexAny(said, `/\`)+1:]
	said = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`<>:"|?*`, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(said, ""))
	said = strings.Trim(said, ". ")
	if r := []rune(said); len(r) > 80 {
		said = string(r[len(r)-80:])
	}
	if said == "" {
		said = "page"
	}
	if ending != "" && !strings.EqualFold(path.Ext(said), ending) {
		said += ending
	}
	return said
}
