package labels

// Asked keeps what was said of a text: a form prints the same words in many cells, and
// each row is asked whether it heads the money, the tasks or the tree. Nobody may change
// what it gives.
type Asked[T any] struct{ said map[string]T }

// Of gives what was said of a text before, or asks.
func (a *Asked[T]) Of(text string, ask func(string) T) T {
	s, ok := a.said[text]
	if !ok {
		if a.said == nil {
			a.said = map[string]T{}
		}
		s = ask(text)
		a.said[text] = s
	}
	return s
}
