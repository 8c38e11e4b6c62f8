package columns

// What evidence weighs, and from when it counts. The scale is that of a head that names
// the field outright (named); what must never be outweighed by words is far above it.
// The order of the first block is that in which columns were told apart before (a part
// after all others, a word held in a longer text after one that ends it, another year
// after the report's own, then the vocabulary's order of preference); the figures of the
// second were chosen so that each sign decides between two columns that else differ in
// the vocabulary's preference alone, and so that no arithmetic outweighs two words that
// say initial and adjusted: a rate of the initial budget makes that no final one.
// TestWordings, TestUnseenHeads and testdata/tables hold them.
const (
	named      = 600  // the head holds a word of the field
	perRank    = -5   // for every word that the vocabulary prefers to it
	mostRank   = -200 // at most
	onlyHeld   = -250 // the word stands within a longer text
	lessPlain  = -80  // the head says another field more plainly
	partOfHead = -450 // the head says that it is a part
	ofYear     = -220 // the head names another year

	wholeWord  = 80   // 合计 beside its parts
	bareWhole  = 400  // 合计 and nothing else, beside its parts
	adjusted   = 80   // 调整后
	composed   = -40  // the word is found without others that tell nothing
	initial    = -150 // 年初 beside another
	change     = -350 // 调整数 beside what it came to
	changeOnly = -100 // beside the initial budget alone
	negatives  = -300 // a change has both signs
	cumulated  = -200 // 累计 or up to a month, beside the year's
	reviewed   = -200 // what others made of the score
	scorePart  = -400 // 产出得分 beside the sum
	superior   = 300  // 主管部门 beside 实施单位: less than for the implementer
	formula    = 150  // the head's own formula: 执行率（B/A）
	divided    = 300  // a head with a formula of division is a rate
	countsUp   = 300  // a column without a head whose cells count 1, 2, 3

	fitting  = 50   // the cells are of the field's kind
	percents = 100  // the cells of a rate are printed in percent
	never    = -900 // cells or words rule the field out

	rateFits    = 180 // rate = executed ÷ budget
	balanceFits = 120 // balance = budget − executed
	wholeFits   = 200 // a column is the sum of those beside it, and
	partFits    = -200
	tieBreaker  = 15 // one equation of a short table

	// fewestRows and shareFits say when a relation speaks of a column at all: five rows
	// and four fifths of them, so that a fault in a row or two changes nothing.
	fewestRows = 5
	shareNum   = 4
	shareDen   = 5

	closeChoice   = 60   // a margin below which a choice is told
	speaksAgainst = -150 // evidence from which on it is told

	sampleRows    = 24  // rows looked at for arithmetic, spread over the table
	profileRows   = 400 // rows looked at for what cells are
	mostParts     = 6   // columns that one beside them may sum
	mostRelations = 12  // columns of figures among which relations are looked for
)
