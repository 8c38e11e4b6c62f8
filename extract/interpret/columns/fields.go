package columns

// The fields of a project row, as the lexicon names them.
const (
	Seq         = "seq"
	Code        = "code"
	Name        = "name"
	Implementer = "implementer"
	Department  = "department"
	Unit        = "unit"
	Budget      = "budget"
	Executed    = "executed"
	Returned    = "returned"
	Balance     = "balance"
	Carried     = "carried"
	Rate        = "rate"
	Score       = "score"
	Grade       = "grade"
	Use         = "use"
	Remark      = "remark"
)

// Figures are the fields that hold figures.
var Figures = []string{Budget, Executed, Returned, Balance, Carried, Rate, Score}
