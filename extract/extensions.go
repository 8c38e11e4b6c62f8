package extract

import (
	"path/filepath"
	"slices"
	"strings"
)

// Readable tells by a file's name whether a search through folders should read it.
func Readable(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return slices.ContainsFunc(readers, func(r Reader) bool { return slices.Contains(r.Endings, ext) })
}
