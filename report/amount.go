package report

import (
	"encoding/json"
	"strconv"

	"github.com/shopspring/decimal"
)

// Amount is a printed figure. Raw is what stands on the paper; Value is empty
// until normalising has understood it, and stays empty if it cannot. Value keeps
// the printed number of decimals: 100.00 and 100 differ in precision.
// A nil *Amount means "not stated", which is not 0. All methods accept nil.
type Amount struct {
	Value *decimal.Decimal // exact, in Unit
	Unit  string           // 元, 万元, 亿元, 万美元, 分, % …; as declared by caption, header or cell
	Raw   string
	At    Location
}

// Known reports whether the amount is stated and understood.
func (a *Amount) Known() bool { return a != nil && a.Value != nil }

// Dec returns the value in the amount's own unit, 0 where it is not known.
func (a *Amount) Dec() decimal.Decimal {
	if !a.Known() {
		return decimal.Zero
	}
	return *a.Value
}

// HalfDigit is half a unit of the last printed digit, in the amount's own unit:
// 0.05 for 95.4, 0.5 for 100, 5 for 1.25E+03 or 约1250, whose last digit stands
// before the point. It is how far rounding alone can carry a figure.
func (a *Amount) HalfDigit() decimal.Decimal {
	if !a.Known() {
		return decimal.Zero
	}
	places := -int(a.Value.Exponent())
	if places >= 0 && places < len(halves) {
		return halves[places]
	}
	return decimal.New(5, int32(-places-1))
}

// halves are the half digits of figures with the usual numbers of decimals.
var halves = func() (out [8]decimal.Decimal) {
	for i := range out {
		out[i] = decimal.New(5, int32(-i-1))
	}
	return
}()

// yuan tells how many 元 (or, for 美元, dollars) a unit is worth, as a power of
// ten, and in which currency.
var yuan = map[string]struct {
	power    int32
	currency string
}{
	"元":   {0, "CNY"},
	"千元":  {3, "CNY"},
	"万元":  {4, "CNY"},
	"百万元": {6, "CNY"},
	"千万元": {7, "CNY"},
	"亿元":  {8, "CNY"},
	"美元":  {0, "USD"},
	"万美元": {4, "USD"},
	"亿美元": {8, "USD"},
}

// IsMoneyUnit reports whether amounts in the unit are money that can be brought
// to another unit of the same currency.
func IsMoneyUnit(unit string) bool { _, ok := yuan[unit]; return ok }

// Convert brings a value from one unit of money to another of the same
// currency, exactly. Equal units always convert; ok is false otherwise.
func Convert(v decimal.Decimal, from, to string) (_ decimal.Decimal, ok bool) {
	if from == to {
		return v, true
	}
	f, okf := yuan[from]
	t, okt := yuan[to]
	if !okf || !okt || f.currency != t.currency {
		return decimal.Zero, false
	}
	return v.Shift(f.power - t.power), true
}

// In returns the value in another unit; ok is false where the amount is not
// known or the units cannot be compared. An amount or target without a unit
// compares only with one that has none either.
func (a *Amount) In(unit string) (_ decimal.Decimal, ok bool) {
	if !a.Known() {
		return decimal.Zero, false
	}
	return Convert(*a.Value, a.Unit, unit)
}

// HalfDigitIn is HalfDigit brought to another unit.
func (a *Amount) HalfDigitIn(unit string) decimal.Decimal {
	if !a.Known() {
		return decimal.Zero
	}
	v, ok := Convert(a.HalfDigit(), a.Unit, unit)
	if !ok {
		return decimal.Zero
	}
	return v
}

// ValidatorValue is what a schema sees of an amount (validator.Valuer): its exact
// decimal in writing, nil where none is known. A figure that is not known is as
// absent as nil: whether it ought to be there is the question of "required".
func (a *Amount) ValidatorValue() any { return validatorValue(a.Value) }

func validatorValue(d *decimal.Decimal) any {
	if d == nil {
		return nil
	}
	return Plain(*d)
}

// String writes value and unit (120.00 万元, 98.5%), or the raw text where no
// value is known.
func (a *Amount) String() string {
	if a == nil {
		return "—"
	}
	if a.Value == nil {
		return a.Raw
	}
	return Figure(*a.Value, a.Unit)
}

// Figure writes a value with its unit for a person: 120.00 万元, 98 分, 83.3%.
func Figure(d decimal.Decimal, unit string) string {
	if unit == "" || unit == "%" {
		return Plain(d) + unit
	}
	return Plain(d) + " " + unit
}

// Plain writes a decimal with the decimals it was printed with and no exponent.
func Plain(d decimal.Decimal) string {
	if places := -int(d.Exponent()); places >= 0 && places < 15 && d.NumDigits() <= 15 {
		return plainInt(d.CoefficientInt64(), places)
	}
	if d.Exponent() < 0 {
		return d.StringFixed(-d.Exponent())
	}
	return d.String()
}

// plainInt writes coefficient · 10^-places, as most figures by far are kept.
func plainInt(coefficient int64, places int) string {
	var buf [40]byte
	b := buf[:0]
	if coefficient < 0 {
		b, coefficient = append(b, '-'), -coefficient
	}
	var digits [20]byte
	d := strconv.AppendInt(digits[:0], coefficient, 10)
	whole := max(len(d)-places, 0)
	if whole == 0 {
		b = append(b, '0')
	}
	b = append(b, d[:whole]...)
	if places > 0 {
		b = append(b, '.')
		for range places - len(d) {
			b = append(b, '0')
		}
		b = append(b, d[whole:]...)
	}
	return string(b)
}

type amountJSON struct {
	Value *string  `json:"value"`
	Unit  string   `json:"unit"`
	Raw   string   `json:"raw"`
	At    Location `json:"at"`
}

// MarshalJSON writes {"value":"71.828382","unit":"万元","raw":"…","at":…}; an
// amount that was not understood has a null value.
func (a Amount) MarshalJSON() ([]byte, error) {
	out := amountJSON{Unit: a.Unit, Raw: a.Raw, At: a.At}
	if a.Value != nil {
		s := Plain(*a.Value)
		out.Value = &s
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (a *Amount) UnmarshalJSON(b []byte) error {
	var in amountJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	*a = Amount{Unit: in.Unit, Raw: in.Raw, At: in.At}
	if in.Value != nil {
		d, err := decimal.NewFromString(*in.Value)
		if err != nil {
			return err
		}
		a.Value = &d
	}
	return nil
}

// Integer is a printed whole number: a year, a count, a sequence number. In
// JSON it is the number, or null where none is known; before normalising, the
// raw text as a string.
type Integer struct {
	Value *int
	Raw   string
	At    Location
}

// Known reports whether the number was understood.
func (n Integer) Known() bool { return n.Value != nil }

// Int returns the number, 0 where it is not known.
func (n Integer) Int() int {
	if n.Value == nil {
		return 0
	}
	return *n.Value
}

// Set gives the number its meaning.
func (n *Integer) Set(v int) { n.Value = &v }

// String is the number, else the raw text.
func (n Integer) String() string {
	if n.Value == nil {
		return n.Raw
	}
	return strconv.Itoa(*n.Value)
}

// MarshalJSON writes the number, else the raw text, else null.
func (n Integer) MarshalJSON() ([]byte, error) {
	switch {
	case n.Value != nil:
		return strconv.AppendInt(nil, int64(*n.Value), 10), nil
	case n.Raw != "":
		return json.Marshal(n.Raw)
	}
	return []byte("null"), nil
}

// UnmarshalJSON reads a number, a string (raw text) or null.
func (n *Integer) UnmarshalJSON(b []byte) error {
	*n = Integer{}
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &n.Raw)
	}
	if err := json.Unmarshal(b, &n.Value); err != nil {
		return err
	}
	if n.Value != nil {
		n.Raw = strconv.Itoa(*n.Value)
	}
	return nil
}

// SameCurrency reports whether both are units of money that can be brought to
// each other.
func SameCurrency(a, b string) bool {
	f, okf := yuan[a]
	t, okt := yuan[b]
	return okf && okt && f.currency == t.currency
}
