package crawl

import (
	"context"
	"net"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// names is a name server whose names lead to one address the first time, and to another
// from then on.
func names(t *testing.T, first, then [4]byte) *atomic.Int64 {
	c, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var asked atomic.Int64
	go func() {
		for buf := make([]byte, 1500); ; {
			n, from, err := c.ReadFrom(buf)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:n]) != nil || len(m.Questions) == 0 {
				continue
			}
			q := m.Questions[0]
			m.Response, m.Authoritative, m.Additionals = true, true, nil
			if q.Type == dnsmessage.TypeA {
				at := then
				if asked.Add(1) == 1 {
					at = first
				}
				m.Answers = []dnsmessage.Resource{{Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class}, Body: &dnsmessage.AResource{A: at}}}
			}
			if out, err := m.Pack(); err == nil {
				_, _ = c.WriteTo(out, from)
			}
		}
	}()
	was := net.DefaultResolver
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", c.LocalAddr().String())
	}}
	t.Cleanup(func() { net.DefaultResolver = was; _ = c.Close() })
	return &asked
}

// A name that leads to this machine, or to it the second time that it is asked for, is not
// connected to: the address is judged as it is dialled.
func TestNamesThatLeadHome(t *testing.T) {
	trap := canary(t)
	_, port, _ := net.SplitHostPort(trap)
	asked := names(t, [4]byte{192, 0, 2, 1}, [4]byte{127, 0, 0, 1}) // the first is one that nobody has
	f := NewFetcher(Options{Version: "0"})
	t.Cleanup(f.Close)
	for range 3 {
		r := f.Get(t.Context(), "http://rebind.example.cn:"+port+"/a.pdf", Condition{})
		if r.Verdict != Refused || !strings.Contains(r.Said.EN, "loopback") {
			t.Errorf("%s %s", r.Verdict, r.Said.EN)
		}
	}
	if asked.Load() < 3 {
		t.Errorf("the name was asked for %d times", asked.Load())
	}
}
