package conformance_test

import (
	"bytes"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// layers lists the rooms of the house from the ground up. A package belongs to the
// longest prefix that fits; it imports its own room and rooms below, and rooms of
// one row never import each other.
var layers = [][]string{
	{"internal/text"},
	{"report"},
	{"extract/document"},
	{"extract/structure/grid"},    // what can be seen of a table by itself
	{"extract/structure/convert"}, // one table mended, whatever stands around it
	{"extract/html", "extract/pdf", "extract/structure"}, // readers know nothing of budgets
	{"extract/markdown"}, // hands embedded tables to html
	{"extract/interpret/paper", "extract/interpret/prose/sentence", "extract/interpret/prose/scale", "extract/interpret/proposal"},
	{"extract/interpret/columns", "extract/interpret/outline"},
	{"extract/interpret/form", "extract/interpret/summary", "extract/interpret/people"},
	{"extract/interpret/identity"}, // decides by what the rooms propose
	{"extract/interpret/prose"},    // read in the light of whose paper it is
	{"extract/interpret"},
	{"extract", "normalize", "validate", "rules"},
	{"internal/settings", "internal/confirm"},
	{""}, // the façade
	{"internal/app"},
	{"internal/service"},
	{"cmd"},
}

// room is the layer of a package's folder and the prefix that put it there.
func room(dir string) (layer int, prefix string) {
	layer = -1
	for i, row := range layers {
		for _, p := range row {
			in := p == "" && dir == "" || p != "" && (dir == p || strings.HasPrefix(dir, p+"/"))
			if in && (layer < 0 || len(p) > len(prefix)) {
				layer, prefix = i, p
			}
		}
	}
	return layer, prefix
}

// standsOnMore are imports that the order of the rooms forbids and that are wanted:
// none may be added without a reason.
var standsOnMore = map[string]string{
	"internal/text/charset → report": "notes of broken bytes are worded there",
	"internal/text/suggest → report": "the question behind a message is worded there",
}

// TestLayers holds that imports run downwards only. Tests may look at anything.
func TestLayers(t *testing.T) {
	used := map[string]bool{}
	err := filepath.WalkDir(".", func(file string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (e.Name() == "testdata" || e.Name() == ".git") {
			return fs.SkipDir
		}
		dir := filepath.ToSlash(filepath.Dir(file))
		if dir == "." {
			dir = ""
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") || strings.HasPrefix(dir, "internal/conformance") || strings.HasPrefix(dir, "fixtures") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		layer, prefix := room(dir)
		if layer < 0 {
			t.Errorf("%s: the folder has no place in the house (layers in this test)", file)
			return nil
		}
		for _, spec := range f.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			to, ours := strings.CutPrefix(name, "selfeval")
			if !ours || to != "" && to[0] != '/' {
				continue
			}
			to = strings.TrimPrefix(to, "/")
			below, other := room(to)
			sees := strings.HasPrefix(to, "extract/") || to == "extract"
			blind := prefix == "rules" || prefix == "normalize" || prefix == "validate" // judge the record, never the print
			if !(blind && sees) && (prefix == other || below < layer) {
				continue
			}
			edge := dir + " → " + to
			if standsOnMore[edge] != "" {
				used[edge] = true
				continue
			}
			t.Errorf("%s imports %s: imports run downwards only", file, path.Join("selfeval", to))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for edge := range standsOnMore {
		if !used[edge] {
			t.Errorf("%s is allowed and not used any more", edge)
		}
	}
}

// The size that a package of extract keeps to, so that a person can take it in.
const (
	mostFiles = 20
	mostLines = 3000
)

// TestRoomsStaySmall counts files and lines without tests. The layout and content
// of PDF are larger so far.
func TestRoomsStaySmall(t *testing.T) {
	files, lines := map[string]int{}, map[string]int{}
	err := filepath.WalkDir("extract", func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		src, err := os.ReadFile(file)
		dir := filepath.ToSlash(filepath.Dir(file))
		files[dir]++
		lines[dir] += bytes.Count(src, []byte("\n"))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for dir := range files {
		if dir == "extract/pdf/layout" || dir == "extract/pdf/content" {
			continue
		}
		if files[dir] > mostFiles || lines[dir] > mostLines {
			t.Errorf("%s has %d files and %d lines; at most %d and %d", dir, files[dir], lines[dir], mostFiles, mostLines)
		}
	}
	if files["extract/interpret"] == 0 {
		t.Error("nothing was counted")
	}
}
