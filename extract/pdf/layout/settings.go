package layout

// Weights of evidence, in the unit of choose: a hypothesis is taken at enough. The
// figures were set on tables in which one thing was varied at a time, printed by
// Chromium, WeasyPrint and ReportLab, with forms as those that must not change.
const (
	// enough is what one strong sign and one weak one come to.
	enough = 2.5

	// Tables that touch (parting.go).
	crossingColumns = 1.0 // columns end at the line and others begin there: no header over its columns does both
	mostCross       = 0.5 // more than half of them do
	sameCount       = 1.0 // as many columns on both sides, five or more
	otherFrame      = 2.0 // the outer edge moves: a form keeps its frame
	emptyHead       = 2.0 // an empty row with all columns begins the lower part, as converters leave a header
	headRepeats     = 2.5 // the upper part's first row once more
	sameKinds       = 1.0 // columns hold the same kinds of text above and below
	fewColumns      = -1.0
	jaggedRows      = -0.5 // rows of one side have different columns, as in forms

	// Labels over several columns (heads.go): one a name that is explained, and
	labelLine = 2.0 // where a line below ends where the columns do

	// A header that stands above the table that lines tell (headless.go).
	eachNamed         = 2.0 // a name stands over each column
	beginsWithFigures = 1.5 // the first row is one of figures

	// A running header that stands once (furniture.go).
	inTheMargin = 1.0
	smallPrint  = 1.0 // smaller than most of the page
	setApart    = 1.5 // the most that its distance from the text counts
	underlined  = 1.0

	// Lines that are missing (missing.go).
	underColumns   = 1.0 // stretches stand one under each column
	onAxis         = 2.0 // and as the text of their columns stands
	rowsAlike      = 1.0 // several rows do
	figuresApart   = 1.5 // two figures over each other that make no number together, a column
	farApart       = 1.5 // they stand farther apart than the lines of a text
	likeNeighbours = 1.0 // the lines stand at the heights of the rows beside
	stripsBelow    = 1.5 // the rows below have these columns
	figuresBeside  = 1.5 // two figures beside each other, row after row
	shadeEnds      = 3.0 // another colour begins over the whole row, between lines of its text
)

// Sizes of evidence.
const (
	// alignedWithin is how far texts set to one edge lie apart, in points: rounding
	// in producers, side bearings of glyphs.
	alignedWithin = 1.6
	// twinRows is how many rows at the same heights make two parts beside each other
	// one table.
	twinRows = 3
	// hiddenWidth is less than three columns need, or two of amounts.
	hiddenWidth = 60
	// leastHidden is how many rows tell of columns that no line draws, manyHidden how
	// many of two stretches tell as much as rows of three.
	leastHidden = 4
	manyHidden  = 8
	// leastPicture is the share of a page below which a picture is a seal or a logo.
	leastPicture = 0.03
	// turnedText is how many characters make a part of a page that is turned; a few
	// sideways words beside pictures or in the cells of a table do not.
	turnedText = 20
	// centredWithin is how far, in characters, a label may stand off the middle of its
	// columns: edges that no line draws lie between texts, not where they were meant.
	centredWithin = 0.8
	// mostOfColumn is the share of a column that a text takes which leaves no room beside it.
	mostOfColumn = 0.8
	// leastAlike is how many lines in pieces between the same edges, which reach neither side
	// of a table, part its rows: a header's levels have one or two (printed by WeasyPrint).
	leastAlike = 3
	// Pieces of one line are this long, lie this close, and at one height: Firefox leaves
	// half a point, LibreOffice and InDesign nothing.
	leastPiece  = 4.0
	widestJoint = 1.6
	samePiece   = 0.12
	// leastNamed is how many rows with a text each tell that no cell is merged over them;
	// beyond mostRows nothing is looked for.
	leastNamed = 5
	mostRows   = 200
	// titleIndent is how far, in characters, the rows of a group are set in below its
	// title, titleRows how many rows must be to tell.
	titleIndent = 0.4
	titleRows   = 2
	// headLines is more lines than a header has.
	headLines = 12
	// bodyLines is how many lines below it tell how many columns stand under a label.
	bodyLines = 40
	// wrapPitch is more than the distance of lines in a cell, in characters: 1.2 to
	// 1.5 in all producers of testdata.
	wrapPitch = 1.55
	// thinRow is less than a row of text is high, more than the gap between borders.
	thinRowHeight = 2*snap + 0.5
)

// Bounds of cost.
const (
	// retries is how many lines of a page may be read as a table without lines in
	// vain: all of them, from every line on, where a page has 50 lines, as printed
	// pages have.
	retries = 1250
	// mostLines is more lines than a page of 200 inches has, the highest that readers
	// show; in between the clock is looked at.
	mostLines = 2000
	// mostJoints is more columns than a table has.
	mostJoints = 100
)
