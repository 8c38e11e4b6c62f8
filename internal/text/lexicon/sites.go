package lexicon

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed sites.yaml
var builtinSites []byte

// SiteWords are what sites print around the papers that they publish; sites.yaml says
// what each list is for.
type SiteWords struct {
	ButtonSigns  Words `yaml:"button_signs"`
	Buttons      Words `yaml:"buttons"`
	Paths        Words `yaml:"paths"`
	WeakDates    Words `yaml:"weak_dates"`
	Dates        Words `yaml:"dates"`
	Imprint      Words `yaml:"imprint"`
	ImprintSigns Words `yaml:"imprint_signs"`
	Record       Words `yaml:"record"`
	Filed        Words `yaml:"filed"`

	withoutButtons *strings.Replacer
	record         map[string]bool
}

// Sites are the words of sites. Callers must not change them.
var Sites = sync.OnceValue(func() *SiteWords {
	w := &SiteWords{}
	if err := yaml.UnmarshalWithOptions(builtinSites, w, yaml.Strict()); err != nil {
		panic("lexicon: sites.yaml: " + err.Error()) // caught by any test
	}
	var pairs []string
	for _, b := range w.Buttons {
		pairs = append(pairs, b, "")
	}
	w.withoutButtons, w.record = strings.NewReplacer(pairs...), setOf(w.Record)
	return w
})

// IsButtons reports a line of nothing but a page's buttons.
func (w *SiteWords) IsButtons(squeezed string) bool {
	return w.ButtonSigns.Holds(squeezed) && w.withoutButtons.Replace(squeezed) == ""
}

// InRecord reports a label by which sites file a page.
func (w *SiteWords) InRecord(label string) bool { return w.record[label] }
