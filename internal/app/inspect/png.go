package inspect

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"

	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"

	"selfeval/extract/pdf"
)

// PNG writes the rendered page with everything drawn over it.
func PNG(w io.Writer, rendered image.Image, v *pdf.View, roles Roles, found Findings) error {
	r := rendered.Bounds()
	img := image.NewRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(img, img.Bounds(), rendered, r.Min, draw.Over)
	sx, sy := float64(r.Dx())/v.Page.Width, float64(r.Dy())/v.Page.Height
	for _, m := range marks(v, roles, found) {
		box := image.Rect(int(m.box.X0*sx), int((v.Page.Height-m.box.Y1)*sy), int(m.box.X1*sx), int((v.Page.Height-m.box.Y0)*sy))
		fill(img, box, m.fill)
		if m.width > 0 {
			frame(img, box, m.stroke, max(1, int(m.width*sx+0.3)))
		}
		write(img, m.label, m.stroke, box.Min.X+2, box.Min.Y+11, box.Max.X)
		write(img, m.role, roleColor, box.Min.X+2, box.Max.Y-3, box.Max.X)
		write(img, m.tail, m.stroke, max(box.Min.X, box.Max.X-len(m.tail)*basicfont.Face7x13.Advance-2), box.Min.Y+11, box.Max.X)
	}
	return png.Encode(w, img)
}

// write draws a label from x on, cut where it would reach beyond the end of a cell
// wide enough for a letter.
func write(img draw.Image, s string, c color.NRGBA, x, y, end int) {
	if n := (end - x) / basicfont.Face7x13.Advance; n > 0 && n < len(s) {
		s = s[:n]
	}
	d := font.Drawer{Dst: img, Src: image.NewUniform(c), Face: basicfont.Face7x13, Dot: fixed.P(x, y)}
	d.DrawString(s)
}

func fill(img draw.Image, r image.Rectangle, c color.NRGBA) {
	if c.A > 0 {
		draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Over)
	}
}

// frame draws the outline of r, which may be a line.
func frame(img draw.Image, r image.Rectangle, c color.NRGBA, width int) {
	x0, y0, x1, y1 := r.Min.X, r.Min.Y, max(r.Max.X, r.Min.X), max(r.Max.Y, r.Min.Y)
	fill(img, image.Rect(x0, y0, x1+width, y0+width), c)
	fill(img, image.Rect(x0, y1, x1+width, y1+width), c)
	fill(img, image.Rect(x0, y0, x0+width, y1+width), c)
	fill(img, image.Rect(x1, y0, x1+width, y1+width), c)
}
