package people

import (
	"strings"
	"testing"

	"selfeval/internal/text/lexicon"
)

func TestNamesAndPosts(t *testing.T) {
	for in, want := range map[string]string{
		"李四海 副局长": "李四海=副局长",
		"张 三 局长":  "张三=局长",
		"王五 办公室主任 赵小六 财务科科长": "王五=办公室主任 赵小六=财务科科长",
		"王 五 办公室主任 赵 六 会计":   "王五=办公室主任 赵六=会计",
		"欧阳文静 党组书记、局长":       "欧阳文静=党组书记、局长",
		"李四海":                "李四海=",
		"李四海 王五":             "李四海= 王五=",
		"局长 李四海":             "",
	} {
		var got []string
		for _, m := range namesAndPosts(lexicon.Default(), in) {
			got = append(got, m.Name+"="+m.Role)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: got %s, want %s", in, g, want)
		}
	}
}
