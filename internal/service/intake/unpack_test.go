package intake

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"selfeval/internal/service/queue"
	"selfeval/internal/service/servicetest"
	"selfeval/internal/service/workspace"
	"selfeval/report"
)

// entry is a file of an archive that a test makes.
type entry struct {
	name, text string
	change     func(*zip.FileHeader)
}

func pack(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		if e.change != nil {
			e.change(h)
		}
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write([]byte(e.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gbk(t testing.TB, s string) string {
	out, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func locked(h *zip.FileHeader) { h.Flags |= 1 }

// What an archive holds is taken in by itself, and what is left in it is said.
func TestArchives(t *testing.T) {
	const max = 1 << 20
	many := make([]entry, mostMembers+1)
	for i := range many {
		many[i] = entry{name: fmt.Sprintf("%d.txt", i), text: "x"}
	}
	for name, c := range map[string]struct {
		entries []entry
		want    []string
		left    string // a word of why there may be more; empty: all was taken out
		none    bool   // it is no archive of documents
	}{
		"papers":          {entries: []entry{{name: "一/水务局.pdf", text: "%PDF-1.4"}, {name: "教育局.html", text: "<p>"}, {name: "封面.png", text: "png"}, {name: "style.css", text: "a"}}, want: []string{"一/水务局.pdf", "教育局.html"}},
		"names in GBK":    {entries: []entry{{name: gbk(t, "自评材料\\县水务局自评报告.pdf"), text: "%PDF-1.4", change: func(h *zip.FileHeader) { h.NonUTF8 = true }}}, want: []string{"自评材料/县水务局自评报告.pdf"}},
		"tricks":          {entries: []entry{{name: "../../etc/a.pdf", text: "1"}, {name: `..\..\b.pdf`, text: "2"}, {name: "/c.pdf", text: "3"}, {name: "d\x00\n/e.pdf", text: "4"}, {name: "a.pdf", text: "5"}, {name: "a.pdf", text: "6"}}, want: []string{"etc/a.pdf", "b.pdf", "c.pdf", "d/e.pdf", "a.pdf", "a (2).pdf"}},
		"of a Mac":        {entries: []entry{{name: "a.pdf", text: "%PDF"}, {name: "__MACOSX/._a.pdf", text: "x"}, {name: ".DS_Store", text: "x"}, {name: "~$b.docx", text: "x"}, {name: "f/", text: ""}}, want: []string{"a.pdf"}},
		"a Word document": {entries: []entry{{name: "[Content_Types].xml", text: "<x/>"}, {name: "word/document.xml", text: "<x/>"}}, none: true},
		"pictures alone":  {entries: []entry{{name: "1.jpg", text: "x"}}, left: "1.jpg"},
		"a password":      {entries: []entry{{name: "a.pdf", text: "1"}, {name: "b.pdf", text: "2", change: locked}}, want: []string{"a.pdf"}, left: "密码"},
		"too large":       {entries: []entry{{name: "bomb.html", text: strings.Repeat("0", max+1)}, {name: "a.pdf", text: "1"}}, want: []string{"a.pdf"}, left: "大小"},
		"too many": {entries: many, left: "超过", want: func() (out []string) {
			for i := range mostMembers {
				out = append(out, fmt.Sprintf("%d.txt", i))
			}
			return out
		}()},
	} {
		t.Run(name, func(t *testing.T) {
			a := openArchive(pack(t, c.entries...), max, &room{mostMembers, mostNested, mostUnpacked})
			if (a == nil) != c.none {
				t.Fatalf("opened: %t", a != nil)
			}
			if c.none {
				return
			}
			var got []string
			for m := range a.members() {
				got = append(got, m.name)
			}
			if !slices.Equal(got, c.want) || !strings.Contains(a.left.ZH, c.left) || c.left == "" && a.left != (report.Text{}) {
				t.Errorf("%q, left %q", got, a.left)
			}
		})
	}
}

// What an archive claims of a size is not believed, and all that comes out of it is bounded.
func TestArchiveBombs(t *testing.T) {
	data := pack(t, entry{name: "a.html", text: strings.Repeat("0", 5000)})
	lie := bytes.ReplaceAll(data, []byte{0x88, 0x13, 0, 0}, []byte{1, 0, 0, 0}) // 5000 is said to be 1
	for _, d := range [][]byte{data, lie} {
		a := openArchive(d, 1000, &room{mostMembers, mostNested, mostUnpacked})
		for m := range a.members() {
			if len(m.data) > 1000 {
				t.Errorf("%d bytes", len(m.data))
			}
		}
		if a.left == (report.Text{}) {
			t.Error("nothing is said")
		}
	}
	a := openArchive(pack(t, entry{name: "a.txt", text: "12345"}, entry{name: "b.txt", text: "12345"}), 1000, &room{mostMembers, mostNested, 7})
	n := 0
	for range a.members() {
		n++
	}
	if n != 1 || a.left == (report.Text{}) {
		t.Errorf("%d members, left %q", n, a.left)
	}
}

// An archive that changes: what is new is taken in, what is there no more is gone, and what
// did not change is not read again.
func TestArchiveInAWorkspace(t *testing.T) {
	o := servicetest.Open(t, workspace.Options{Location: filepath.Join(t.TempDir(), "ws")})
	var told []string
	take := func(data []byte) Count {
		t.Helper()
		in := &Intake{W: o.W, Q: o.Q, Settings: o.Settings, Priority: queue.Person, Partly: func(at string, why report.Text) { told = append(told, at+" "+why.ZH) }}
		err := in.Deliver(t.Context(), workspace.Arrival{Name: "x.zip", Data: data, Source: workspace.Source{Kind: workspace.URLSource, Location: "http://a.cn/x.zip", Referrer: "http://a.cn/"}})
		if err == nil {
			err = in.Flush(t.Context())
		}
		if err != nil {
			t.Fatal(err)
		}
		return in.Count
	}
	held := func() string {
		all, err := o.W.Strings(t.Context(), `SELECT location || ' ' || link_text FROM sources WHERE sha256 IS NOT NULL ORDER BY location`)
		if err != nil {
			t.Fatal(err)
		}
		return strings.ReplaceAll(strings.Join(all, "; "), "http://a.cn/x.zip", "X")
	}
	inner := pack(t, entry{name: "c.pdf", text: "%PDF-1.4 c"})
	if n := take(pack(t, entry{name: "a.pdf", text: "%PDF-1.4 a"}, entry{name: "b.md", text: "# b"}, entry{name: "乡镇.zip", text: string(inner)})); n.New != 3 || n.Queued != 3 {
		t.Errorf("%+v", n)
	}
	if got := held(); got != "X!/a.pdf a.pdf; X!/b.md b.md; X!/乡镇.zip!/c.pdf c.pdf" {
		t.Error(got)
	}
	if n := take(pack(t, entry{name: "a.pdf", text: "%PDF-1.4 a"}, entry{name: "d.md", text: "# d"})); n.New != 1 || n.Queued != 1 {
		t.Errorf("%+v", n)
	}
	if got := held(); got != "X!/a.pdf a.pdf; X!/d.md d.md" || len(told) != 0 {
		t.Error(got, told)
	}
	take(pack(t, entry{name: "a.pdf", text: "%PDF-1.4 a"}, entry{name: "e.pdf", text: "x", change: locked}))
	if got := held(); got != "X ; X!/a.pdf a.pdf" || len(told) != 1 {
		t.Error(got, told)
	}
	if err := o.W.Vanish(t.Context(), "http://a.cn/x.zip"); err != nil {
		t.Fatal(err)
	}
	if got := held(); got != "" {
		t.Error(got)
	}
}

func FuzzArchive(f *testing.F) {
	f.Add(pack(f, entry{name: "a/../b.pdf", text: "%PDF"}, entry{name: "c.html", text: "<p>"}))
	f.Add(pack(f, entry{name: "x.zip", text: string(pack(f, entry{name: "y.md", text: "#"}))}))
	f.Fuzz(func(t *testing.T, data []byte) {
		a := openArchive(data, 1<<16, &room{20, 5, 1 << 18})
		if a == nil {
			return
		}
		names := map[string]bool{}
		for m := range a.members() {
			if len(m.data) > 1<<16 || names[m.name] || m.name == "" || strings.HasPrefix(m.name, "/") || strings.HasPrefix(m.name, "../") || strings.Contains(m.name, `\`) {
				t.Fatalf("%q", m.name)
			}
			names[m.name] = true
		}
	})
}
