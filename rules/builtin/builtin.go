// Package builtin puts the families of rules together: the one place that knows them
// all.
package builtin

import (
	"selfeval/rules"
	"selfeval/rules/across"
	"selfeval/rules/form"
	"selfeval/rules/prose"
	"selfeval/rules/summary"
)

var registry, errRegistry = rules.NewRegistry(summary.Rules, form.Rules, prose.Rules, across.Rules)

// Registry holds the built-in rules.
func Registry() *rules.Registry { return registry }

// All returns the built-in rules sorted by id.
func All() []*rules.Rule { return registry.All() }

// Lookup returns the built-in rule with the id, nil where there is none.
func Lookup(id string) *rules.Rule { return registry.Lookup(id) }
