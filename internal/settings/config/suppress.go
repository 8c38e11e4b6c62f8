package config

import (
	"time"

	"github.com/goccy/go-yaml/ast"

	"selfeval/internal/settings/baseline"
	"selfeval/rules"
)

// suppress reads an accepted finding, with the names that a baseline file has.
func (d *decoder) suppress(n ast.Node) {
	s := Suppression{Line: n.GetToken().Position.Line}
	text := func(into *string) func(key, ast.Node) {
		return func(k key, v ast.Node) { *into = d.required(k, v) }
	}
	day := func(into *string) func(key, ast.Node) {
		return func(k key, v ast.Node) {
			*into = d.required(k, v)
			if _, err := time.Parse(time.DateOnly, *into); err != nil {
				d.fail(v, "%s 应是日期，如 2026-12-31", "%s is a day such as 2026-12-31", k.name)
			}
		}
	}
	d.mapping(n, map[string]func(key, ast.Node){
		"fingerprint": func(k key, v ast.Node) {
			if s.Fingerprint = d.required(k, v); s.Fingerprint != "" && !baseline.ValidFingerprint(s.Fingerprint) {
				d.fail(v, "%q 不是问题的指纹（16 位十六进制数，见 --format json）", "%q is no fingerprint of a finding (16 hexadecimal digits, see --format json)", s.Fingerprint)
			}
		},
		"rule": text(&s.Rule), "department": text(&s.Department), "fiscal_year": text(&s.FiscalYear), "message": text(&s.Message),
		"values": func(_ key, v ast.Node) {
			s.Values = map[string]string{}
			d.entries(v, func(k key, v ast.Node) { s.Values[k.name] = d.text(v) })
		},
		"values_digest": text(&s.ValuesDigest), "reason": text(&s.Reason), "by": text(&s.By), "date": day(&s.Date), "until": day(&s.Until),
	})
	for _, f := range []struct{ name, value string }{{"fingerprint", s.Fingerprint}, {"reason", s.Reason}, {"by", s.By}} {
		if f.value == "" {
			d.fail(n, "缺少 %s：压下一条问题要写明指纹、理由和姓名", "%s is missing: suppressing a finding takes its fingerprint, a reason and a name", f.name)
		}
	}
	if s.ValuesDigest != "" && len(s.Values) > 0 && s.ValuesDigest != rules.DigestOf(s.Values) {
		d.fail(n, "values 与 values_digest 不一致", "values and values_digest say different things")
	}
	d.config.Suppress = append(d.config.Suppress, s)
}
