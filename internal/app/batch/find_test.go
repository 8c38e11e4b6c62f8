package batch

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tree makes files (and folders, named with a final slash) in a new folder and
// goes there.
func tree(t *testing.T, names ...string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, n := range names {
		if err := os.MkdirAll(filepath.Dir(n), 0o755); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(n, "/") {
			continue
		}
		if err := os.WriteFile(n, []byte(n), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// found lists what a finder gives: paths, with ! before those that are errors.
func found(f *Finder, stdin string) []string {
	var out []string
	for s := range f.All(context.Background(), strings.NewReader(stdin)) {
		p := filepath.ToSlash(s.Path)
		if s.Err != nil {
			p = "!" + p
		}
		if s.Stdin {
			p += " (stdin)"
		}
		out = append(out, p)
	}
	return out
}

func TestFind(t *testing.T) {
	tree(t,
		"甲局/2022.pdf", "甲局/2023.PDF", "甲局/说明.docm", "甲局/.草稿.pdf", "甲局/~$x.pdf",
		"甲局/附件/表.htm", "甲局/.git/x.md", "空/", "乙局/b.html", "乙局/a.md", "乙局/c.txt",
		"报告[2022].pdf", "@局.md", "oddname",
	)
	must(t, os.Symlink("甲局/2022.pdf", "乙局/link.pdf"))
	must(t, os.Symlink("../甲局", "乙局/loop"))
	must(t, os.Symlink("nowhere.pdf", "乙局/z.pdf"))
	must(t, os.Remove("乙局/link.pdf"))
	must(t, os.Symlink("../甲局/2022.pdf", "乙局/link.pdf"))
	must(t, os.WriteFile("list.txt", []byte("\uFEFF甲局/2022.pdf\r\n\r\n乙局/*.md\n没有.pdf\n报告[2022].pdf"), 0o644))
	must(t, os.WriteFile("list0", []byte("乙局/a.md\x00甲局/2022.pdf\x00"), 0o644))

	jia := []string{"甲局/2022.pdf", "甲局/2023.PDF", "甲局/附件/表.htm"}
	yi := []string{"乙局/a.md", "乙局/b.html", "乙局/c.txt", "乙局/link.pdf", "!乙局/z.pdf"}
	for _, tt := range []struct {
		name  string
		args  []string
		lists []string
		stdin string
		want  []string
	}{
		{"a file, whatever its ending", []string{"oddname"}, nil, "", []string{"oddname"}},
		{"a folder", []string{"甲局"}, nil, "", jia},
		{"links and a broken link", []string{"乙局/"}, nil, "", yi},
		{"an empty folder", []string{"空"}, nil, "", nil},
		{"order of the arguments, nothing twice", []string{"乙局/b.html", "甲局", "./甲局/2022.pdf", "乙局/b.html"}, nil, "", append([]string{"乙局/b.html"}, jia...)},
		{"a pattern", []string{"甲局/*.pdf"}, nil, "", []string{"甲局/2022.pdf"}},
		{"a deep pattern", []string{"**/*.{htm,html}"}, nil, "", []string{"乙局/b.html", "甲局/附件/表.htm"}},
		{"a pattern of everything", []string{"甲局/**"}, nil, "", jia},
		{"a pattern of folders", []string{"甲*"}, nil, "", jia},
		{"a pattern that nothing matches", []string{"*.xls"}, nil, "", []string{"!*.xls"}},
		{"a broken pattern", []string{"a[b"}, nil, "", []string{"!a[b"}},
		{"a name that looks like a pattern", []string{"报告[2022].pdf"}, nil, "", []string{"报告[2022].pdf"}},
		{"a name that looks like a list", []string{"@局.md"}, nil, "", []string{"@局.md"}},
		{"a missing file beside a good one", []string{"没有.pdf", "oddname"}, nil, "", []string{"!没有.pdf", "oddname"}},
		{"a list", []string{"@list.txt"}, nil, "", []string{"甲局/2022.pdf", "乙局/a.md", "!没有.pdf", "报告[2022].pdf"}},
		{"a list with NUL", nil, []string{"list0"}, "", []string{"乙局/a.md", "甲局/2022.pdf"}},
		{"a list on stdin", nil, []string{"-"}, "oddname\n", []string{"oddname"}},
		{"a missing list", []string{"@nolist", "oddname"}, nil, "", []string{"!nolist", "oddname"}},
		{"stdin", []string{"-"}, nil, "", []string{"- (stdin)"}},
		{"stdin twice", []string{"-", "-"}, nil, "", []string{"- (stdin)", "!-"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := found(&Finder{Args: tt.args, Lists: tt.lists}, tt.stdin); !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}

	t.Run("a link to a folder is told", func(t *testing.T) {
		var skipped []string
		f := &Finder{Args: []string{"乙局"}, Skipped: func(p string) { skipped = append(skipped, filepath.ToSlash(p)) }}
		found(f, "")
		if !slices.Equal(skipped, []string{"乙局/loop"}) {
			t.Errorf("skipped %q", skipped)
		}
	})
	t.Run("a link named outright is searched", func(t *testing.T) {
		got := found(&Finder{Args: []string{"乙局/loop"}}, "")
		if len(got) != 3 || got[0] != "乙局/loop/2022.pdf" {
			t.Errorf("got %q", got)
		}
	})
	t.Run("stops when told", func(t *testing.T) {
		for s := range (&Finder{Args: []string{"甲局", "乙局"}}).All(t.Context(), nil) {
			if s.Path != filepath.FromSlash("甲局/2022.pdf") {
				t.Fatalf("went on to %s", s.Path)
			}
			break
		}
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
