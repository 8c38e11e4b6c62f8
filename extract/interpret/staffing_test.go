package interpret

import (
	"strings"
	"testing"

	"selfeval/extract/document"
	"selfeval/extract/markdown"
	"selfeval/report"
)

// TestStaffingProse reads statements of staff as 在职行政/事业/退休 · 在职 · 编制 行政/事业.
func TestStaffingProse(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"编制46人，在职43人，退休21人。", "-/-/21 43 46 -/-"},
		{"核定编制46名，其中行政编制20名，事业编制26名；实有人数43人，其中行政人员18人，事业人员25人；退休21人。", "18/25/21 43 46 20/26"},
		{"行政编制20名，实有18人；事业编制26名，实有25人；离休1人，退休21人。", "18/25/21 - - 20/26"},
		{"行政编制20名，事业编制26名，实有43人。", "-/-/- 43 - 20/26"},
		{"我局核定行政编制15名，机关工勤编制2名，事业编制10名。现有在职人员：行政14人，工勤2人，事业9人，退休12人。", "14/9/12 - - 15/10"},
		{"截至2022年12月31日，我局在职人员57人，其中行政20人、事业37人，离退休人员25人（其中离休1人，退休24人）。", "20/37/25 57 - -/-"},
		{"实有在职人员57人（行政20人，事业37人），退休25人。", "20/37/25 57 - -/-"},
		{"核定46名编制，现有43名在职人员。", "-/-/- 43 46 -/-"},
		{"编制数46人（行政编制20人，事业编制26人），年末实有人数43人。", "-/-/- 43 46 20/26"},
		{"人员编制：行政20名、事业26名；在职人员：行政18人、事业25人。", "18/25/- - - 20/26"},
		{"全局共有在职干部职工43人，在职党员30人，退休人员21人。", "-/-/21 43 - -/-"},
		{"临江县民政局机关行政编制12名，在职11人；下属事业单位编制26名，在职25人。", "-/-/- - - -/-"},
		{"年末实有在职人员43人，较上年减少2人，聘用人员6人，遗属补助3人。", "-/-/- 43 - -/-"},
		{"2021年末在职人员45人，2022年末在职人员43人。", "-/-/- 43 - -/-"},
		{"县水库管理所编制10人，在职8人。", "-/-/- - - -/-"},
		{"内设办公室、人事科等8个科室，培训在职人员300人次，服务群众1200名。", "-/-/- - - -/-"},
		{"计划新增编制5名。", "-/-/- - - -/-"},
		{"在职人员43人，其中女职工12人。", "-/-/- 43 - -/-"},
		{"县民政局核定行政编制12名，实有11人；事业编制26名，实有25人。", "11/25/- - - 12/26"},
		{"县教育局机关核定行政编制12名，实有11人。", "-/-/- - - -/-"},
		{"现有在职教职工203人，其中在职教师180人，离退休教师118人。", "-/-/118 203 - -/-"},
		{"2022年末在职职工1,126人，其中在编人员486人，聘用人员640人；离退休人员312人。", "-/-/312 1126 - -/-"},
		{"内设8个处室，共有行政编制45个，事业编制312个，实有行政人员43人、事业人员298人。", "43/298/- - - 45/312"},
		{"在职人数４３人，编制４６人", "-/-/- 43 46 -/-"},
	} {
		doc := &document.Document{Blocks: []document.Block{
			{Kind: document.Heading, Level: 1, Text: "临江县民政局2022年度部门整体支出绩效自评报告"},
			{Kind: document.Paragraph, Text: "一、部门基本情况"},
			{Kind: document.Paragraph, Text: c.in},
		}}
		reports, _, err := Document(t.Context(), doc, nil)
		if err != nil {
			t.Fatal(err)
		}
		var s report.Staffing
		if n := reports[0].Report.Staffing; len(n) > 0 {
			s = n[0]
		}
		raw := func(n report.Integer) string {
			if n.Raw == "" {
				return "-"
			}
			return n.Raw
		}
		got := strings.Join([]string{
			raw(s.Administrative) + "/" + raw(s.Institutional) + "/" + raw(s.Retired), raw(s.InService), raw(s.Posts),
			raw(s.AdministrativePosts) + "/" + raw(s.InstitutionalPosts),
		}, " ")
		if got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

// TestStaffingStandsWhereItStarts reads counts that a page end parts: the place of all
// is that of the first.
func TestStaffingStandsWhereItStarts(t *testing.T) {
	const src = "# 临江县园林中心2022年度部门整体支出绩效自评报告\n\n## 一、部门概况\n\n截至年末，临江县园林中心共有在职人员42人，\n\n退休人员17人，负责全县园林绿化的管护工作。\n"
	for range 30 {
		doc, err := markdown.Read(t.Context(), []byte(src), document.Limits{}.WithDefaults())
		if err != nil {
			t.Fatal(err)
		}
		reports, _, err := Document(t.Context(), doc, nil)
		if err != nil || len(reports[0].Report.Staffing) != 1 {
			t.Fatal(err, reports)
		}
		s := reports[0].Report.Staffing[0]
		if s.InService.Raw != "42" || s.Retired.Raw != "17" || s.At.Line != 5 || s.Retired.At.Line != 7 {
			t.Fatalf("read %+v", s)
		}
	}
}
