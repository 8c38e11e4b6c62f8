package custom

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/env"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

// Limits of what one rule may cost. A unit is about one step of an expression.
const (
	costOne    = 5_000_000  // one evaluation
	costReport = 50_000_000 // all evaluations of a rule on one report

	writtenReport = 1 << 20 // bytes of all messages and values of a rule on one report
	maxSource     = 20_000  // bytes of an expression
)

// language is the environment that expressions of one kind are written for.
type language struct {
	schema *schema
	envs   map[Scope]*cel.Env
}

var newLanguage = sync.OnceValues(func() (*language, error) {
	s, err := newSchema()
	if err != nil {
		return nil, err
	}
	opts := []cel.EnvOption{
		// Numbers are decimals: what makes or wants others is left out.
		cel.StdLib(cel.StdLibSubset(&env.LibrarySubset{ExcludeFunctions: []*env.Function{
			{Name: "size"}, {Name: "int"}, {Name: "uint"}, {Name: "double"}, {Name: "bytes"}, {Name: "dyn"},
			{Name: "duration"}, {Name: "timestamp"}, {Name: "_%_"},
		}})),
		cel.CustomTypeProvider(s), cel.CustomTypeAdapter(s.Registry),
		cel.ParserExpressionSizeLimit(maxSource), cel.ParserRecursionLimit(100),
		cel.Variable("report", s.byName["report"].typ),
	}
	opts = append(opts, operators()...)
	opts = append(opts, functions()...)
	base, err := cel.NewCustomEnv(opts...)
	if err != nil {
		return nil, err
	}
	l := &language{s, map[Scope]*cel.Env{ForReport: base}}
	for scope, variable := range map[Scope]string{ForProject: "project", ForForm: "form"} {
		if l.envs[scope], err = base.Extend(cel.Variable(variable, s.byName[variable].typ), cel.Variable("row", decimalType)); err != nil {
			return nil, err
		}
	}
	return l, nil
})

// program is a checked expression.
type program struct {
	prg cel.Program
	typ *cel.Type
	// whole says that the expression looks at the report, not at one row or form alone.
	whole bool
}

// sourceError is a mistake in an expression: 1-based line and column in its text.
type sourceError struct {
	line, column int
	msg          string
}

func (e *sourceError) Error() string { return e.msg }

// compile parses, checks and plans an expression.
func (l *language) compile(scope Scope, src string) (*program, error) {
	e := l.envs[scope]
	parsed, issues := e.Parse(src)
	if issues.Err() != nil {
		return nil, firstIssue(issues)
	}
	exactLiterals(parsed.NativeRep())
	checked, issues := e.Check(parsed)
	if issues.Err() != nil {
		return nil, firstIssue(issues)
	}
	prg, err := e.Program(checked, cel.EvalOptions(cel.OptOptimize, cel.OptTrackCost),
		cel.CostLimit(costOne), cel.InterruptCheckFrequency(256))
	if err != nil {
		return nil, &sourceError{1, 1, err.Error()}
	}
	return &program{prg, checked.OutputType(), mentions(checked.NativeRep(), "report")}, nil
}

// mentions reports whether an expression uses a variable.
func mentions(a *ast.AST, variable string) bool {
	found := false
	ast.PreOrderVisit(a.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		found = found || e.Kind() == ast.IdentKind && e.AsIdent() == variable
	}))
	return found
}

func firstIssue(issues *cel.Issues) error {
	i := issues.Errors()[0]
	return &sourceError{max(i.Location.Line(), 1), i.Location.Column() + 1, strings.TrimSpace(i.Message)}
}

// exactLiterals makes every number of an expression a decimal, as it is written:
// 0.1 is a tenth. The position in a list stays what it is.
func exactLiterals(a *ast.AST) {
	fac, next := ast.NewExprFactory(), ast.MaxID(a)+1
	keep := map[int64]bool{}
	ast.PreOrderVisit(a.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() == ast.CallKind && e.AsCall().FunctionName() == "_[_]" {
			keep[e.AsCall().Args()[1].ID()] = true
		}
	}))
	ast.PostOrderVisit(a.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() != ast.LiteralKind || keep[e.ID()] {
			return
		}
		var text string
		switch v := e.AsLiteral().(type) {
		case types.Int:
			text = strconv.FormatInt(int64(v), 10)
		case types.Double:
			text = strconv.FormatFloat(float64(v), 'g', -1, 64)
		default:
			return
		}
		arg := fac.NewLiteral(next, types.String(text))
		next++
		e.SetKindCase(fac.NewCall(e.ID(), "decimal", arg))
	}))
}

// eval works out an expression. ok is false where a figure it needs is not
// stated. cost is added to the account.
func (p *program) eval(ctx context.Context, vars map[string]any, account *uint64) (v ref.Val, ok bool, err error) {
	out, details, err := p.prg.ContextEval(ctx, vars)
	if details != nil && details.ActualCost() != nil {
		*account += *details.ActualCost()
	}
	switch {
	case errors.Is(err, errSilent):
		return nil, false, nil
	case err != nil:
		return nil, false, err
	case *account > costReport:
		return nil, false, fmt.Errorf("the rule costs more than %d steps on this report", costReport)
	}
	return out, true, nil
}
