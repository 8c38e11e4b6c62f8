package output

import (
	"cmp"
	"crypto/sha256"
	_ "embed" // the page's template, style and scripts
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"strings"

	"selfeval"
	"selfeval/internal/text/safe"
	"selfeval/report"
)

func init() {
	Register(Format{
		Name: "html",
		Doc:  report.Text{ZH: "单个网页，可筛选、可打印，不联网", EN: "one self-contained page to filter and print"},
		New:  newHTML,
	})
}

//go:embed page/page.html
var pageTemplate string

//go:embed page/style.css
var pageStyle string

var pages = template.Must(template.New("page").Parse(pageTemplate))

// htmlWriter writes one page a run. The page opens with what is known only at the end,
// so what is told of the documents waits in temporary files, and memory holds counts.
//
// The documents stand in the page as blocks of JSON: of each block a small index (who,
// when, which findings) that the page reads as it opens, and the details, which it takes
// apart only when somebody looks at them. A list for browsers without scripts stands
// beside, as long as the batch is small.
type htmlWriter struct {
	w      io.Writer
	opt    Options
	t      *pageTexts
	data   *spool // blocks
	plain  *spool // for browsers without scripts
	block  pageBlock
	blocks int
	told   int // findings in the plain list
	counts pageCounts
	// The drawings at hand, the blocks and bytes of those that are written, and how many
	// found no room.
	pictures                            pictureBlock
	pictureBlocks, pictured, unpictured int
	chart                               chartData
}

func newHTML(w io.Writer, opt Options) (Writer, error) {
	h := &htmlWriter{w: w, opt: opt, t: pageWords(opt.Lang)}
	h.counts.init()
	var err error
	if h.data, err = newSpool(); err != nil {
		return nil, err
	}
	if h.plain, err = newSpool(); err != nil {
		h.data.close()
		return nil, err
	}
	return h, nil
}

// The sizes of a block: a few are quick to take apart, and many are few to keep in mind.
const (
	blockDocuments = 200
	blockItems     = 2000
)

func (h *htmlWriter) Document(d *selfeval.Document) error {
	r := d.Report
	if r == nil {
		r = &report.Report{}
	}
	who := h.counts.add(d, r)
	for i := range r.Projects {
		h.chart.add(&r.Projects[i])
	}
	if h.opt.Quiet && d.Status != selfeval.Failed && len(d.Findings) == 0 {
		return nil
	}
	doc := h.document(d, r)
	h.block.add(who, doc)
	if err := h.flushPictures(false); err != nil {
		return err
	}
	if err := h.list(d, doc); err != nil {
		return err
	}
	if len(h.block.Index) >= blockDocuments || h.block.items >= blockItems {
		return h.flush()
	}
	return nil
}

// flush writes the block at hand.
func (h *htmlWriter) flush() error {
	if len(h.block.Index) == 0 {
		return nil
	}
	for _, part := range []struct {
		class string
		v     any
	}{{"index", h.block.Index}, {"details", h.block.Details}} {
		if err := h.data.script(part.class, part.v); err != nil {
			return err
		}
	}
	h.block = pageBlock{}
	h.blocks++
	return nil
}

// maxPlain is up to how many findings the list for browsers without scripts names: of a
// large batch it would double the page.
const maxPlain = 1000

// list adds a document to the list for browsers without scripts.
func (h *htmlWriter) list(d *selfeval.Document, doc *pageDocument) error {
	if h.told >= maxPlain || len(d.Findings) == 0 && d.Error == nil {
		return nil
	}
	h.told += max(len(d.Findings), 1)
	type row struct {
		Severity, SeverityName, Title string
		*pageItem
	}
	var rows []row
	for i := range doc.Items {
		if it := &doc.Items[i]; it.Kind == kindFinding {
			f := &d.Findings[it.of]
			rows = append(rows, row{string(f.Severity), severityNames[f.Severity].In(h.opt.Lang), f.Title, it})
		}
	}
	return pages.ExecuteTemplate(safe.Writer{W: h.plain}, "document", map[string]any{"Doc": doc, "Items": rows, "T": h.t, "Department": departmentOf(d), "Strings": h.counts.strings.list})
}

// Close writes the page.
func (h *htmlWriter) Close(s Summary) error {
	defer h.data.close()
	defer h.plain.close()
	if err := cmp.Or(h.flush(), h.flushPictures(true)); err != nil {
		return err
	}
	globals, err := json.Marshal(h.globals(s))
	if err != nil {
		return err
	}
	var notRead []string
	for _, line := range s.notRead() {
		notRead = append(notRead, line.In(h.opt.Lang))
	}
	if h.unpictured > 0 {
		notRead = append(notRead, fmt.Sprintf(h.t.Unpictured, h.unpictured))
	}
	style, script := strings.ReplaceAll(pageStyle, "TITLE", h.t.Title), pageScript()
	page := map[string]any{
		"Lang": map[bool]string{true: "en", false: "zh-CN"}[h.opt.Lang == report.EN], "T": h.t, "Made": h.opt.run().Line(h.opt.Lang), "Sum": s,
		"NotRead": notRead, "Lead": h.lead(s).In(h.opt.Lang), "Rules": h.counts.byRule(),
		"Across": h.across(s.Across), "Charts": h.charts(), "Globals": template.JS(globals), "CSS": template.CSS(style), "JS": template.JS(script),
		"Policy": "default-src 'none'; img-src data:; style-src " + digest(style) + "; script-src " + digest(script) + "; base-uri 'none'; form-action 'none'",
		"Plain":  h.told > 0, "Cut": h.told >= maxPlain,
	}
	out := safe.Writer{W: h.w}
	for _, part := range []func() error{
		func() error { return pages.ExecuteTemplate(out, "head", page) },
		func() error { return h.plain.copy(h.w) },
		func() error { return pages.ExecuteTemplate(out, "middle", page) },
		func() error { return h.data.copy(h.w) },
		func() error { return pages.ExecuteTemplate(out, "tail", page) },
	} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// digest allows a style or script of the page's own, and no other, to apply.
func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// Abort implements Aborter.
func (h *htmlWriter) Abort() {
	h.data.close()
	h.plain.close()
}
