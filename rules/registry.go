package rules

import (
	"cmp"
	"slices"
)

// builtin holds the rules of this package, sorted by id.
var builtin []*Rule

// register adds built-in rules; each rule file calls it from init.
func register(rs ...*Rule) {
	for _, r := range rs {
		if Lookup(r.ID) != nil {
			panic("rules: " + r.ID + " registered twice")
		}
		builtin = append(builtin, r)
	}
	slices.SortFunc(builtin, func(a, b *Rule) int { return cmp.Compare(a.ID, b.ID) })
}

// All returns the built-in rules sorted by id.
func All() []*Rule { return slices.Clone(builtin) }

// Lookup returns the built-in rule with the id, nil where there is none.
func Lookup(id string) *Rule {
	for _, r := range builtin {
		if r.ID == id {
			return r
		}
	}
	return nil
}
