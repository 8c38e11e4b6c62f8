package custom

import (
	"errors"
	"fmt"
	"reflect"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
	"github.com/shopspring/decimal"

	"selfeval/report"
)

// decimalType is the one type of number in expressions: exact, with a unit where
// the paper states one.
var decimalType = types.NewObjectType("decimal",
	traits.AdderType|traits.SubtractorType|traits.MultiplierType|traits.DividerType|traits.NegatorType|traits.ComparerType)

// number is a value of decimalType.
type number struct {
	d    decimal.Decimal
	unit string
}

// errSilent is why an expression has no answer though nothing is wrong with it:
// a figure is not stated, a divisor is 0. The rule stays silent then.
var errSilent = errors.New("not stated")

// places is how many decimals a quotient is worked out to.
const places = 24

// maxDigits bounds what multiplying can grow a number to.
const maxDigits = 400

func plain(d decimal.Decimal) number { return number{d: d} }

// in brings n to a unit; a number without a unit takes any.
func (n number) in(unit string) (number, error) {
	if n.unit == unit || n.unit == "" || unit == "" {
		return number{n.d, unit}, nil
	}
	v, ok := report.Convert(n.d, n.unit, unit)
	if !ok {
		return number{}, fmt.Errorf("%s and %s cannot be compared", n.unit, unit)
	}
	return number{v, unit}, nil
}

// alike brings two numbers to one unit: the left one's, where it has one.
func alike(a number, other ref.Val) (x, y number, err error) {
	b, ok := other.(number)
	if !ok {
		return a, a, fmt.Errorf("a number is expected, not %s", other.Type().TypeName())
	}
	if a.unit == "" {
		a.unit = b.unit
	}
	b, err = b.in(a.unit)
	return a, b, err
}

// Add implements traits.Adder.
func (n number) Add(other ref.Val) ref.Val {
	a, b, err := alike(n, other)
	if err != nil {
		return types.WrapErr(err)
	}
	return number{a.d.Add(b.d), a.unit}
}

// Subtract implements traits.Subtractor.
func (n number) Subtract(other ref.Val) ref.Val {
	a, b, err := alike(n, other)
	if err != nil {
		return types.WrapErr(err)
	}
	return number{a.d.Sub(b.d), a.unit}
}

// Multiply implements traits.Multiplier.
func (n number) Multiply(other ref.Val) ref.Val {
	b, ok := other.(number)
	switch {
	case !ok:
		return types.MaybeNoSuchOverloadErr(other)
	case n.unit != "" && b.unit != "":
		return types.NewErr("%s times %s has no meaning", n.unit, b.unit)
	case n.d.NumDigits()+b.d.NumDigits() > maxDigits:
		return types.NewErr("the product has more than %d digits", maxDigits)
	}
	return number{n.d.Mul(b.d), n.unit + b.unit}
}

// Divide implements traits.Divider.
func (n number) Divide(other ref.Val) ref.Val {
	b, ok := other.(number)
	switch {
	case !ok:
		return types.MaybeNoSuchOverloadErr(other)
	case b.d.IsZero():
		return types.WrapErr(errSilent)
	case b.unit == "":
		return number{n.d.DivRound(b.d, places), n.unit}
	case n.unit == "":
		return types.NewErr("a number divided by %s has no meaning", b.unit)
	}
	a, c, err := alike(n, b)
	if err != nil {
		return types.WrapErr(err)
	}
	return plain(a.d.DivRound(c.d, places))
}

// Negate implements traits.Negater.
func (n number) Negate() ref.Val { return number{n.d.Neg(), n.unit} }

// Compare implements traits.Comparer.
func (n number) Compare(other ref.Val) ref.Val {
	a, b, err := alike(n, other)
	if err != nil {
		return types.WrapErr(err)
	}
	return types.Int(a.d.Cmp(b.d))
}

// Equal implements ref.Val.
func (n number) Equal(other ref.Val) ref.Val {
	a, b, err := alike(n, other)
	return types.Bool(err == nil && a.d.Equal(b.d))
}

// ConvertToNative implements ref.Val.
func (n number) ConvertToNative(t reflect.Type) (any, error) {
	if t == reflect.TypeFor[decimal.Decimal]() {
		return n.d, nil
	}
	return nil, fmt.Errorf("a decimal is no %v", t)
}

// ConvertToType implements ref.Val.
func (n number) ConvertToType(t ref.Type) ref.Val {
	if t.TypeName() == types.StringType.TypeName() {
		return types.String(n.String())
	}
	return types.NewErr("a decimal is no %s", t.TypeName())
}

// Type implements ref.Val.
func (n number) Type() ref.Type { return decimalType }

// Value implements ref.Val.
func (n number) Value() any { return n }

// String writes value and unit for a person. Of a quotient four decimals at most
// are written, and no zeros at its end; of a figure, as many as were printed.
func (n number) String() string {
	d := n.d
	quotient := d.Exponent() <= 8-places
	if quotient {
		d = d.Round(4)
	}
	for d.Exponent() < 0 && (quotient || d.Exponent() < -2) && d.Truncate(-d.Exponent()-1).Equal(d) {
		d = d.Truncate(-d.Exponent() - 1)
	}
	return report.Figure(d, n.unit)
}

// operators declares arithmetic and comparison of numbers; the standard library
// carries them out by the traits above.
func operators() []cel.EnvOption {
	var out []cel.EnvOption
	two := []*cel.Type{decimalType, decimalType}
	for name, result := range map[string]*cel.Type{
		"_+_": decimalType, "_-_": decimalType, "_*_": decimalType, "_/_": decimalType,
		"_<_": cel.BoolType, "_<=_": cel.BoolType, "_>_": cel.BoolType, "_>=_": cel.BoolType,
	} {
		out = append(out, cel.Function(name, cel.Overload("decimal"+name, two, result)))
	}
	return append(out, cel.Function("-_", cel.Overload("decimal-_", []*cel.Type{decimalType}, decimalType)))
}
