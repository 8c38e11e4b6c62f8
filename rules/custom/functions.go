package custom

import (
	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
	"github.com/shopspring/decimal"
)

// functions are what expressions can call beside the standard library.
func functions() []cel.EnvOption {
	list := cel.ListType(decimalType)
	one := func(name string, arg, result *cel.Type, f func(ref.Val) ref.Val) cel.EnvOption {
		return cel.Function(name,
			cel.Overload(name+"_"+arg.String(), []*cel.Type{arg}, result, cel.UnaryBinding(f)),
			cel.MemberOverload(arg.String()+"."+name, []*cel.Type{arg}, result, cel.UnaryBinding(f)))
	}
	return []cel.EnvOption{
		cel.Function("decimal", cel.Overload("decimal_string", []*cel.Type{cel.StringType}, decimalType, cel.UnaryBinding(parseNumber))),
		cel.Function("amount", cel.Overload("amount_string_string", []*cel.Type{cel.StringType, cel.StringType}, decimalType,
			cel.BinaryBinding(func(value, unit ref.Val) ref.Val {
				n, ok := parseNumber(value).(number)
				if !ok {
					return parseNumber(value)
				}
				return number{n.d, string(unit.(types.String))}
			}))),
		cel.Function("to", cel.MemberOverload("decimal.to", []*cel.Type{decimalType, cel.StringType}, decimalType,
			cel.BinaryBinding(func(n, unit ref.Val) ref.Val {
				v, err := n.(number).in(string(unit.(types.String)))
				if err != nil {
					return types.WrapErr(err)
				}
				return plain(v.d)
			}))),
		cel.Function("unit", cel.MemberOverload("decimal.unit", []*cel.Type{decimalType}, cel.StringType,
			cel.UnaryBinding(func(n ref.Val) ref.Val { return types.String(n.(number).unit) }))),
		cel.Function("round", cel.MemberOverload("decimal.round", []*cel.Type{decimalType, decimalType}, decimalType,
			cel.BinaryBinding(func(n, to ref.Val) ref.Val {
				p := to.(number).d.IntPart()
				if p < 0 || p > places {
					return types.NewErr("round to 0 to %d decimals", places)
				}
				return number{n.(number).d.Round(int32(p)), n.(number).unit}
			}))),
		one("abs", decimalType, decimalType, func(n ref.Val) ref.Val { return number{n.(number).d.Abs(), n.(number).unit} }),
		one("sum", list, decimalType, func(l ref.Val) ref.Val {
			s, _, err := fold(l, func(a, b number) number { return number{a.d.Add(b.d), a.unit} })
			return answer(s, err)
		}),
		one("avg", list, decimalType, func(l ref.Val) ref.Val {
			s, n, err := fold(l, func(a, b number) number { return number{a.d.Add(b.d), a.unit} })
			if err == nil && n == 0 {
				err = errSilent
			}
			if err != nil {
				return types.WrapErr(err)
			}
			return number{s.d.DivRound(decimal.NewFromInt(n), places), s.unit}
		}),
		one("min", list, decimalType, pick(func(a, b number) bool { return b.d.LessThan(a.d) })),
		one("max", list, decimalType, pick(func(a, b number) bool { return b.d.GreaterThan(a.d) })),
		one("size", cel.ListType(cel.TypeParamType("T")), decimalType, size),
		cel.Function("size", cel.Overload("size_text", []*cel.Type{cel.StringType}, decimalType, cel.UnaryBinding(size)),
			cel.MemberOverload("text.size", []*cel.Type{cel.StringType}, decimalType, cel.UnaryBinding(size))),
	}
}

func parseNumber(v ref.Val) ref.Val {
	s := string(v.(types.String))
	if len(s) > 64 {
		return types.NewErr("%.20q… is no number", s)
	}
	d, err := decimal.NewFromString(s)
	if err != nil || d.Exponent() > 64 || d.Exponent() < -64 {
		return types.NewErr("%q is no number", s)
	}
	return plain(d)
}

func size(v ref.Val) ref.Val {
	n, ok := v.(traits.Sizer).Size().(types.Int)
	if !ok {
		return v.(traits.Sizer).Size()
	}
	return plain(decimal.NewFromInt(int64(n)))
}

// fold brings the numbers of a list to the unit of the first and joins them.
func fold(l ref.Val, join func(a, b number) number) (total number, n int64, err error) {
	for it := l.(traits.Lister).Iterator(); it.HasNext() == types.True; {
		v, ok := it.Next().(number)
		if !ok {
			return total, n, errSilent
		}
		if n++; n == 1 {
			total = v
			continue
		}
		a, b, err := alike(total, v)
		if err != nil {
			return total, n, err
		}
		total = join(a, b)
	}
	return total, n, nil
}

// pick takes one number of a list: the first, unless a later one is better.
func pick(better func(a, b number) bool) func(ref.Val) ref.Val {
	return func(l ref.Val) ref.Val {
		best, n, err := fold(l, func(a, b number) number {
			if better(a, b) {
				return b
			}
			return a
		})
		if err == nil && n == 0 {
			err = errSilent
		}
		return answer(best, err)
	}
}

func answer(n number, err error) ref.Val {
	if err != nil {
		return types.WrapErr(err)
	}
	return n
}
