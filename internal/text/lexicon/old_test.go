package lexicon

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// TestOldVocabularyFilesLoad holds that the files users wrote for earlier vocabularies
// still load and still mean what they meant: testdata/old holds earlier built-in ones,
// whose shape their files follow, and one that a user may have written.
func TestOldVocabularyFilesLoad(t *testing.T) {
	files, err := filepath.Glob("testdata/old/*.yaml")
	if err != nil || len(files) < 4 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			v, err := Load(strings.NewReader(string(src)))
			if err != nil {
				t.Fatal(err)
			}
			var old Vocabulary
			if err := yaml.UnmarshalWithOptions(src, &old, yaml.Strict()); err != nil {
				t.Fatal(err)
			}
			for field, words := range old.Columns.Words() {
				for _, word := range words {
					if strings.ContainsAny(word, "&=~") {
						continue
					}
					if !slices.ContainsFunc(v.Columns.Find(word), func(m Match) bool { return m.Field == field }) {
						t.Errorf("%s no longer names %s but %v", word, field, v.Columns.Find(word))
					}
				}
			}
		})
	}
}

// TestUsersColumnWordsCount holds that the words of a user's file come before the
// built-in ones, in every list that the file may name.
func TestUsersColumnWordsCount(t *testing.T) {
	src, err := os.ReadFile("testdata/old/users.yaml")
	if err != nil {
		t.Fatal(err)
	}
	v, err := Load(strings.NewReader(string(src)))
	if err != nil {
		t.Fatal(err)
	}
	for word, field := range map[string]string{"核拨指标": "budget", "核销数": "executed", "承接方": "implementer"} {
		if ms := Default().Columns.Find(word); len(ms) > 0 && ms[0].Field == field {
			t.Errorf("%s is known without the file: the test shows nothing", word)
		}
		if ms := v.Columns.Find(word); len(ms) == 0 || ms[0].Field != field {
			t.Errorf("%s is %v, not %s", word, ms, field)
		}
	}
	if ms := v.FormFields.Find("主抓部门"); len(ms) == 0 || ms[0].Field != "department" {
		t.Errorf("主抓部门 is %v", ms)
	}
	if !v.TableSigns().IsTotal("全部总和") || Default().TableSigns().IsTotal("全部总和") {
		t.Error("a user's word for totals does not reach the signs of tables")
	}
	if !slices.Contains(v.Titles.Bodies, "驿站") || !v.EndsAsBody("某某驿站") {
		t.Error("a user's word for bodies is not there")
	}
}
