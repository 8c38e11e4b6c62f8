package form

import "selfeval/extract/interpret/form/labels"

// A form prints the same words in many cells, and each row is asked whether it heads the
// money, the tasks or the tree: this file asks the vocabulary once for each text.

// said is what the words of a text say of it as a head.
type said struct {
	money []labels.Reading // nobody may change it
	tree  string
	known struct{ money, tree bool }
}

// said is what was said of a text so far.
func (rd *room) said(key string) *said {
	s := rd.heads[key]
	if s == nil {
		s = &said{}
		if rd.heads == nil {
			rd.heads = map[string]*said{}
		}
		rd.heads[key] = s
	}
	return s
}

// moneyWord lists the fields of the money table that a head may name.
func (rd *room) moneyWord(key string) []labels.Reading {
	s := rd.said(key)
	if !s.known.money {
		s.known.money, s.money = true, rd.Money(key)
	}
	return s.money
}

// asTree is what treeWord gives a head.
func (rd *room) asTree(key string) string {
	s := rd.said(key)
	if !s.known.tree {
		s.known.tree, s.tree = true, rd.treeWord(key)
	}
	return s.tree
}
