package document

import (
	"slices"
	"testing"
)

// spell is what a cell's runs cover and its lines hold.
func spell(c *Cell) (runs, lines []string) {
	for _, r := range c.Runs() {
		runs = append(runs, c.Text[r.Start:r.End])
	}
	return runs, c.Lines()
}

func TestFoldMovesWhatACellPrints(t *testing.T) {
	c := Cell{Text: "河\ufe00道清淤工程农村饮水CO2"}
	at, end := len("河\ufe00道清淤工程"), len(c.Text)
	c.SetPrint([]Run{{Text: "2", Mark: Lowered, Start: end - 1, End: end}}, []int{at})
	d := Document{Blocks: []Block{{Table: &Table{Cells: []Cell{c}}, Kind: 0}}}
	d.Fold()
	runs, lines := spell(&d.Blocks[0].Table.Cells[0])
	if !slices.Equal(lines, []string{"河道清淤工程", "农村饮水CO2"}) || !slices.Equal(runs, []string{"2"}) {
		t.Errorf("lines %q, runs %q", lines, runs)
	}
}

func TestFoldMovesTheRunsOfABlock(t *testing.T) {
	text := "河\ufe00道1250①"
	d := Document{Blocks: []Block{{Text: text, Runs: []Run{{Text: "①", Mark: Raised, Start: len(text) - 3, End: len(text)}}}}}
	d.Fold()
	b := d.Blocks[0]
	if r := b.Runs[0]; r.End > len(b.Text) || b.Text[r.Start:r.End] != "①" {
		t.Errorf("run %d–%d of %q", r.Start, r.End, b.Text)
	}
}

// marked is a cell whose digits are marked and whose lines end at each /, which is
// dropped.
func marked(s string) *Cell {
	c := &Cell{}
	var runs []Run
	var breaks []int
	for _, r := range s {
		switch {
		case r == '/':
			breaks = append(breaks, len(c.Text))
			continue
		case r >= '0' && r <= '9':
			runs = append(runs, Run{Text: string(r), Mark: Raised, Start: len(c.Text), End: len(c.Text) + 1})
		}
		c.Text += string(r)
	}
	c.SetPrint(runs, breaks)
	return c
}

func TestMarksGoWithTheTextOfACell(t *testing.T) {
	c := marked("水1泵/ 河2道 /渠3")
	parts := c.Parted()
	for i, want := range []string{"水1泵", "河2道", "渠3"} {
		runs, lines := spell(&parts[i])
		if parts[i].Text != want || !slices.Equal(runs, []string{string('1' + rune(i))}) || !slices.Equal(lines, []string{want}) {
			t.Errorf("part %d: %q runs %q lines %q", i, parts[i].Text, runs, lines)
		}
	}
	joined := parts[0]
	joined.Append("", &parts[1])
	joined.Append(" ", c)
	runs, lines := spell(&joined)
	if !slices.Equal(runs, []string{"1", "2", "1", "2", "3"}) || !slices.Equal(lines, []string{"水1泵河2道 水1泵", "河2道", "渠3"}) {
		t.Errorf("joined: runs %q lines %q", runs, lines)
	}
	if _, lines := spell(c); !slices.Equal(lines, []string{"水1泵", "河2道", "渠3"}) {
		t.Errorf("the cell itself was changed: %q", lines)
	}
	empty := Cell{}
	empty.TakeText(c)
	if runs, _ := spell(&empty); len(runs) != 3 {
		t.Errorf("taken: %q", runs)
	}
}

func TestACutDropsTheMarksOfWhatItDrops(t *testing.T) {
	c := &Cell{Text: "1250①386"}
	c.SetPrint([]Run{{Text: "①", Mark: Raised, Start: 4, End: 7}, {Text: "99", Mark: Struck, Start: 10, End: 10}}, nil)
	left, right := *c, *c
	left.Cut(0, 4)
	right.Cut(7, 10)
	if runs := left.Runs(); left.Text != "1250" || len(runs) != 0 {
		t.Errorf("left %q: %v", left.Text, runs)
	}
	if runs := right.Runs(); right.Text != "386" || len(runs) != 1 || runs[0].Start != 3 {
		t.Errorf("right %q: %v", right.Text, runs)
	}
}

func FuzzParted(f *testing.F) {
	f.Add("水1泵/ 河2道 /渠3")
	f.Add("\u3000/1/ /")
	f.Fuzz(func(t *testing.T, s string) {
		c := marked(s)
		parts := c.Parted()
		for i, line := range c.Lines() {
			if parts[i].Text != line {
				t.Fatalf("part %q, line %q", parts[i].Text, line)
			}
			for _, r := range parts[i].Runs() {
				if parts[i].Text[r.Start:r.End] != r.Text {
					t.Fatalf("run %q at %d of %q", r.Text, r.Start, parts[i].Text)
				}
			}
		}
	})
}
