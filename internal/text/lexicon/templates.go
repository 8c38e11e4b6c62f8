package lexicon

import "regexp"

// This file reads what the templates of forms print around what is filled in.

var (
	// points are what a head says that a column or group is worth: 执行率（10分）.
	points = regexp.MustCompile(`[(\[【]?(?:共|满分|分值|权重)?[:：]?(\d+(?:\.\d+)?)分[)\]】]?`)
	// bracketPoints are the same in brackets at the end of a text.
	bracketPoints = regexp.MustCompile(`\s*[(（\[【]\s*(?:共|满分|分值|权重)?\s*[:：]?\s*(\d+(?:\.\d+)?)\s*分\s*[)）\]】]\s*$`)
	// templateName is a name that was left as the template prints it: 指标2：, ……
	templateName = regexp.MustCompile(`^(?:指标\d*:?)?[.…·]*$`)
	// templateNumber is what a template puts before the name of an indicator.
	templateNumber = regexp.MustCompile(`^指标\s*\d*\s*[:：]\s*`)
)

// PointsIn finds the points that a squeezed head gives, "" where it gives none.
func PointsIn(squeezed string) string {
	if m := points.FindStringSubmatch(squeezed); m != nil {
		return m[1]
	}
	return ""
}

// CutPoints takes points in brackets off the end of a name: 产出指标（50分）.
func CutPoints(text string) (name, raw string, ok bool) {
	if m := bracketPoints.FindStringSubmatchIndex(text); m != nil && m[0] > 0 {
		return text[:m[0]], text[m[2]:m[3]], true
	}
	return text, "", false
}

// IsTemplateName reports a squeezed name that nobody filled in.
func IsTemplateName(squeezed string) bool { return templateName.MatchString(squeezed) }

// CutTemplateNumber takes off the number that a template puts before an indicator.
func CutTemplateNumber(text string) string { return templateNumber.ReplaceAllString(text, "") }
