package rules

import (
	"cmp"
	"fmt"
	"slices"
)

// Registry is the rules that a run knows, by id. It is made of explicit lists, of
// which each family of rules has one; package builtin puts ours together.
type Registry struct {
	rules []*Rule
	byID  map[string]*Rule
}

// NewRegistry puts lists of rules together. The error names ids that stand twice and
// causes that no rule has.
func NewRegistry(families ...[]*Rule) (*Registry, error) {
	g := &Registry{rules: slices.Concat(families...), byID: map[string]*Rule{}}
	slices.SortFunc(g.rules, func(a, b *Rule) int { return cmp.Compare(a.ID, b.ID) })
	for _, r := range g.rules {
		if g.byID[r.ID] != nil {
			return nil, fmt.Errorf("rule %s is defined twice", r.ID)
		}
		g.byID[r.ID] = r
	}
	return g, nil
}

// All returns the rules sorted by id.
func (g *Registry) All() []*Rule {
	if g == nil {
		return nil
	}
	return slices.Clone(g.rules)
}

// Lookup returns the rule with the id, nil where there is none.
func (g *Registry) Lookup(id string) *Rule {
	if g == nil {
		return nil
	}
	return g.byID[id]
}
