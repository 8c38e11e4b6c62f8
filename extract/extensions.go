package extract

import (
	"path/filepath"
	"strings"
)

// extensions are the endings of file names that a search through folders takes
// for published reports. A file named outright is read whatever its ending.
var extensions = map[string]bool{
	".pdf":  true,
	".html": true, ".htm": true, ".xhtml": true, ".shtml": true,
	".md": true, ".markdown": true, ".txt": true,
}

// Readable tells by a file's name whether a search through folders should read it.
func Readable(name string) bool { return extensions[strings.ToLower(filepath.Ext(name))] }
