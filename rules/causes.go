package rules

// causes links consequences to their causes, as the rules declare them. A cause that is
// itself a consequence hands on its own: what is linked is where it began.
func causes(passes []*Pass, found []Finding) {
	declared, wanted := declaredCauses(passes)
	by := subjects{}
	for i := range found {
		if wanted[found[i].Rule] {
			by.add(&found[i])
		}
	}
	if len(by) == 0 {
		return
	}
	direct := map[*Finding]*Finding{}
	for i := range found {
		f := &found[i]
		for _, c := range declared[f.Rule] {
			if cause := by.behind(f, c); cause != nil && cause != f {
				direct[f] = cause
				break
			}
		}
	}
	for f, cause := range direct {
		for n := 0; direct[cause] != nil && n < len(declared); n++ {
			cause = direct[cause]
		}
		f.CausedBy = &cause.Fingerprint
	}
}

// declaredCauses are the causes of the rules that found something, by rule, and the
// rules that are named as causes.
func declaredCauses(passes []*Pass) (declared map[string][]Cause, wanted map[string]bool) {
	declared, wanted = map[string][]Cause{}, map[string]bool{}
	for _, p := range passes {
		if len(p.findings) == 0 {
			continue
		}
		declared[p.Rule.ID] = p.Rule.CausedBy
		for _, c := range p.Rule.CausedBy {
			wanted[c.Rule] = true
		}
	}
	return declared, wanted
}

// subject is a row, a form or a key of one rule's findings.
type subject struct {
	rule      string
	row, form int
	key       string
}

// subjects finds findings by what they are about, the first of each.
type subjects map[subject]*Finding

func (s subjects) add(f *Finding) {
	put := func(k subject) {
		if s[k] == nil {
			s[k] = f
		}
	}
	for _, n := range f.Projects {
		put(subject{rule: f.Rule, row: n})
	}
	for _, n := range f.Forms {
		put(subject{rule: f.Rule, form: n})
	}
	put(subject{rule: f.Rule, key: f.Key})
}

// behind looks for a declared cause of f.
func (s subjects) behind(f *Finding, c Cause) *Finding {
	if c.Key != "" {
		return s[subject{rule: c.Rule, key: c.Key}]
	}
	for _, rows := range [][]int{f.Projects, f.Over} {
		for _, n := range rows {
			if g := s[subject{rule: c.Rule, row: n}]; g != nil {
				return g
			}
		}
	}
	for _, n := range f.Forms {
		if g := s[subject{rule: c.Rule, form: n}]; g != nil {
			return g
		}
	}
	return nil
}
