package output

import (
	"selfeval"
	"selfeval/report"
)

// wasRead words what stands behind a verdict: how much of the paper was read, and how
// much of it is in no field of the record.
func wasRead(d *selfeval.Document) report.Text {
	if d.Reading == nil || d.Report == nil {
		return report.Text{}
	}
	var out report.Text
	add := func(zh, en string, n int) {
		if n == 0 {
			return
		}
		t := report.Textf(zh, en, n)
		if out.ZH != "" {
			t = report.Textf("%s、%s", "%s, %s", out, t)
		}
		out = t
	}
	add("%d 行", "rows: %d", len(d.Report.Projects))
	add("%d 张自评表", "forms: %d", len(d.Report.Forms))
	add("正文 %d 个数字", "figures in the prose: %d", d.Reading.Figures.Prose)
	if n := unreadInProse(d.Report); n > 0 && d.Reading.Figures.Prose > 0 {
		out = report.Textf("%s（%d 个未归类）", "%s (%d without a field)", out, n)
	}
	if out.ZH == "" {
		add("%d 个数字", "figures: %d", d.Reading.Figures.Seen)
	}
	if out.ZH == "" {
		return out
	}
	out = report.Textf("读到 %s", "read: %s", out)
	if n := len(d.Reading.Tables.Left); n > 0 {
		out = report.Textf("%s；%d 张表未读全", "%s; tables not read whole: %d", out, n)
	}
	if n := len(d.Reading.Pages.Unread); n > 0 {
		out = report.Textf("%s；%d 页未读", "%s; pages not read: %d", out, n)
	}
	return out
}

// unreadInProse counts the figures of the prose that found no field.
func unreadInProse(r *report.Report) (n int) {
	for i := range r.Unread {
		if r.Unread[i].At.Table == 0 {
			n++
		}
	}
	return n
}

// nothingFound words that a document has no findings, for what was looked at.
func nothingFound(d *selfeval.Document) report.Text {
	switch d.Status {
	case selfeval.Other:
		return report.Text{ZH: "不是绩效自评报告，未作检查", EN: "no self-evaluation report, not checked"}
	case selfeval.Partial:
		return report.Text{ZH: "已读部分未发现问题", EN: "no findings in what was read"}
	}
	return report.Text{ZH: "未发现问题", EN: "no findings"}
}
