package inspect

import (
	"bufio"
	"fmt"
	"html"
	"image/color"
	"io"

	"selfeval/extract/pdf"
)

// SVG writes the page as its glyphs' text with everything drawn over it.
func SVG(w io.Writer, v *pdf.View, roles Roles, found Findings) error {
	b := bufio.NewWriter(w)
	p := v.Page
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.2f %.2f" width="%.0f" height="%.0f">`+"\n", p.Width, p.Height, p.Width*1.5, p.Height*1.5)
	fmt.Fprintf(b, `<rect width="100%%" height="100%%" fill="white"/>`+"\n")
	for _, g := range p.Glyphs {
		y := p.Height - g.Baseline
		turn := ""
		if g.Angle != 0 {
			y = p.Height - (g.Box.Y0+g.Box.Y1)/2
			turn = fmt.Sprintf(` transform="rotate(%.1f %.2f %.2f)"`, -g.Angle, g.Box.X0, y)
		}
		weight := ""
		if g.Bold {
			weight = ` font-weight="bold"`
		}
		fmt.Fprintf(b, `<text x="%.2f" y="%.2f" font-size="%.2f" fill="#%06x"%s%s>%s</text>`+"\n", g.Box.X0, y, g.Size, g.Color&0xffffff, weight, turn, html.EscapeString(plain(g.Text)))
	}
	for _, m := range marks(v, roles, found) {
		x, y := m.box.X0, p.Height-m.box.Y1
		if m.width > 0 {
			fmt.Fprintf(b, `<rect x="%.2f" y="%.2f" width="%.2f" height="%.2f" stroke-width="%.2f"%s%s/>`+"\n", x, y, m.box.X1-m.box.X0, m.box.Y1-m.box.Y0, m.width, paint("stroke", m.stroke), paint("fill", m.fill))
		}
		if m.label != "" {
			fmt.Fprintf(b, `<text x="%.2f" y="%.2f" font-size="5" font-family="monospace"%s>%s</text>`+"\n", x+1, y+5, paint("fill", m.stroke), html.EscapeString(m.label))
		}
		if m.role != "" {
			fmt.Fprintf(b, `<text x="%.2f" y="%.2f" font-size="5" font-family="monospace"%s>%s</text>`+"\n", x+1, p.Height-m.box.Y0-1.5, paint("fill", roleColor), html.EscapeString(m.role))
		}
		if m.tail != "" {
			fmt.Fprintf(b, `<text x="%.2f" y="%.2f" font-size="6" text-anchor="end" font-weight="bold" font-family="monospace"%s>%s</text>`+"\n", m.box.X1-1, y+6, paint("fill", m.stroke), html.EscapeString(m.tail))
		}
	}
	fmt.Fprintln(b, "</svg>")
	return b.Flush()
}

// plain drops what XML forbids.
func plain(s string) string {
	out := make([]rune, 0, len(s))
	for _, r := range s {
		if r >= 0x20 && r != 0xfffe && r != 0xffff {
			out = append(out, r)
		}
	}
	return string(out)
}

func paint(name string, c color.NRGBA) string {
	if c.A == 0 {
		return fmt.Sprintf(` %s="none"`, name)
	}
	return fmt.Sprintf(` %s="#%02x%02x%02x" %s-opacity="%.2f"`, name, c.R, c.G, c.B, name, float64(c.A)/255)
}
