package report

// Cells are the places of texts that have none of their own, names and grades, by the
// JSON names of their fields.
type Cells map[string]Location

// At is the place of a field, otherwise where that is not known.
func (c Cells) At(field string, otherwise Location) Location {
	if at, ok := c[field]; ok {
		return at
	}
	return otherwise
}
