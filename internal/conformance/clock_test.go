package conformance_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"selfeval"
	"selfeval/extract"
	"selfeval/extract/document"
	"selfeval/internal/conformance/testpdf"
)

// dense makes the content of one page of n lines, at 2 points each.
func dense(n int, line func(b *strings.Builder, i, y int)) string {
	var b strings.Builder
	for i := range n {
		line(&b, i, 2*(n-i))
	}
	return b.String()
}

// onePageOf is a PDF of one page, as tall as its content needs.
func onePageOf(n int, content string) []byte {
	f := testpdf.New()
	font := f.Add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	f.Page(fmt.Sprintf("/MediaBox [0 0 600 %d]", 2*n+20), fmt.Sprintf("/Font << /F1 %d 0 R >>", font), content)
	return f.Bytes()
}

// TestClockOfLayoutAndStructure gives papers that keep layout and structure busy, and
// little time: each ends soon after, in this process, with no one to kill it.
func TestClockOfLayoutAndStructure(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	words := func(b *strings.Builder, i, y int) {
		fmt.Fprintf(b, "BT /F1 1.5 Tf %d %d Td (", 5+i%7, y)
		for k := range 24 {
			fmt.Fprintf(b, "%d.%d ab%d  ", (i*31+k*17)%997, k, i%(k+2))
		}
		b.WriteString(") Tj ET\n")
	}
	for _, c := range []struct {
		name string
		data func() []byte
	}{
		{"a.pdf words and figures without end", func() []byte { return onePageOf(20_000, dense(20_000, words)) }},
		{"a.pdf lines of every width", func() []byte {
			return onePageOf(15_000, dense(15_000, func(b *strings.Builder, i, y int) {
				words(b, i, y)
				fmt.Fprintf(b, "%d %d m %d %d l S\n", 5+i%40, y-1, 400+(i*37)%190, y-1)
			}))
		}},
		{"a.pdf a grid of merged cells", func() []byte {
			return onePageOf(4_000, dense(4_000, func(b *strings.Builder, i, y int) {
				words(b, i, y)
				for k := range 30 {
					if (i*7+k*3)%5 != 0 {
						fmt.Fprintf(b, "%d %d m %d %d l S\n", 20*k, y-1, 20*k+20, y-1)
					}
					if (i*3+k*11)%7 != 0 {
						fmt.Fprintf(b, "%d %d m %d %d l S\n", 20*k, y-1, 20*k, y+1)
					}
				}
			}))
		}},
		{"a.html one table of many rows", func() []byte {
			return []byte("<table>" + strings.Repeat("<tr><td>1<td>a<td>b<td>2.5<td>2.5<td>90<td></tr>", 60_000) + "</table>")
		}},
		{"a.html many tables of the same columns", func() []byte {
			return []byte(strings.Repeat("<table><tr><td>n<td>a<td>b</tr><tr><td>1<td>a<td>2.5</tr><tr><td>2<td>b<td>2.5</tr></table>", 30_000))
		}},
		{"a.html tables that touch", func() []byte {
			return []byte("<table>" + strings.Repeat("<tr><td colspan=3>x</tr><tr><td>1<td colspan=2>a</tr><tr><td colspan=2>1<td>2.5</tr>", 40_000) + "</table>")
		}},
		{"a.md short rows", func() []byte {
			return []byte("|a|b|c|d|e|\n|-|-|-|-|-|\n" + strings.Repeat("|1|x|2.5|\n|y|3|\n", 100_000))
		}},
	} {
		name, what, _ := strings.Cut(c.name, " ")
		t.Run(what, func(t *testing.T) {
			data := c.data()
			const allowed = 300 * time.Millisecond
			start := time.Now()
			docs := selfeval.Check(context.Background(), selfeval.Input{Name: name, Data: data}, selfeval.Options{Extract: extract.Options{Limits: document.Limits{Time: allowed, Cells: 1 << 30, Blocks: 1 << 30, Text: 1 << 30}}})
			took := time.Since(start)
			t.Logf("%v, %v", took.Round(time.Millisecond), docs[0].Status)
			if took > allowed+10*time.Second { // a second on a machine of its own
				t.Errorf("ended after %v", took)
			}
		})
	}
}
