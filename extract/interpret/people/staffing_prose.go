package people

import (
	"slices"
	"strings"
	"unicode/utf8"

	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/prose/sentence"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// This file reads what the prose says of a department's staff where no table
// does: 核定编制46名，其中行政编制20名；实有在职人员43人，退休21人.

// staffKind is what the name of a count of persons says.
type staffKind struct {
	posts, serving, retired       bool
	administrative, institutional bool
}

// whole reports a kind that administrative and institutional staff are parts of.
func (k staffKind) whole() bool { return !k.administrative && !k.institutional }

// staffKind reads the name of a count. It is not ok where the name holds a word
// that is none of the vocabulary's nor short for the department's name
// (县文学艺术界联合会: 县文联): 下属学校在职教师.
func (rd *room) staffKind(name string) (k staffKind, ok bool) {
	w := &rd.Vocab.Staffing
	lists := []struct {
		words []string
		set   *bool
	}{
		{w.Posts, &k.posts}, {w.Retired, &k.retired}, {w.Serving, &k.serving},
		{w.Administrative, &k.administrative}, {w.Institutional, &k.institutional}, {w.Plain, new(bool)},
	}
	department := cjk.Squeeze(rd.department)
	name = cjk.Squeeze(name)
	other := "" // the name's words that are none of the vocabulary's
	for name != "" {
		var best string
		var set *bool
		for _, l := range lists {
			for _, word := range l.words {
				if len(word) > len(best) && strings.HasPrefix(name, word) {
					best, set = word, l.set
				}
			}
		}
		if best == "" {
			_, n := utf8.DecodeRuneInString(name)
			other, name = other+name[:n], name[n:]
			continue
		}
		*set = true
		name = name[len(best):]
	}
	for _, r := range other {
		_, rest, ok := strings.Cut(department, string(r))
		if !ok {
			return staffKind{}, false
		}
		department = rest
	}
	if k.serving {
		k.posts = false // 行政编制在职人员, 在职在编
	}
	return k, k != staffKind{}
}

// field is where a count of a kind goes, nil where the record keeps none.
func (k staffKind) field(s *report.Staffing) *report.Integer {
	switch {
	case k.retired && (k.posts || k.serving || !k.whole()), k.administrative && k.institutional:
		return nil
	case k.retired:
		return &s.Retired
	case k.posts && k.administrative:
		return &s.AdministrativePosts
	case k.posts && k.institutional:
		return &s.InstitutionalPosts
	case k.posts:
		return &s.Posts
	case k.administrative:
		return &s.Administrative
	case k.institutional:
		return &s.Institutional
	}
	return &s.InService
}

// staffingProse fills one record from the sections on the department itself, else from
// the paragraphs that speak of posts and of those who fill them, wherever they stand. A
// field that a paragraph states twice, differently, stays empty.
func (rd *room) staffingProse() {
	var st report.Staffing
	for _, own := range []bool{true, false} {
		for i := range rd.Passages {
			p := &rd.Passages[i]
			if st != (report.Staffing{}) && !own || p.Text == "" || rd.ofStaff(p) != own || !strings.ContainsAny(p.Text, rd.Vocab.People.CountTails) {
				continue
			}
			w := &rd.Vocab.Staffing
			if !own && (!lexicon.HoldsAny(p.Text, w.Posts) || !lexicon.HoldsAny(p.Text, w.Serving) || rd.In(p, lexicon.RoleResults, lexicon.RoleGoals, lexicon.RoleItems, lexicon.RoleProblems, lexicon.RoleMeasures)) {
				continue
			}
			rd.staffPassage(p, &st)
		}
	}
	if st != (report.Staffing{}) {
		st.Unit = rd.department
		rd.out.Staffing = append(rd.out.Staffing, st)
	}
}

// ofStaff reports whether a passage stands where a department speaks of itself.
func (rd *room) ofStaff(p *outline.Passage) bool {
	return rd.In(p, lexicon.RoleStaffing, lexicon.RoleOverview, lexicon.RoleDuties) || len(p.Under) == 0
}

// staffPassage takes the counts of a paragraph that the record does not have yet.
func (rd *room) staffPassage(p *outline.Passage, st *report.Staffing) {
	for _, c := range rd.staffIn(p) {
		if to := c.kind.field(st); to.Raw == "" {
			*to = c.number
			if st.At.IsZero() {
				st.At = c.number.At
			}
		}
	}
}

// stated is what a paragraph states of a kind of persons.
type stated struct {
	kind   staffKind
	number report.Integer
	twice  bool // differently
}

// staffIn reads the counts of one paragraph, in its order.
func (rd *room) staffIn(p *outline.Passage) []stated {
	var found []stated
	add := func(k staffKind, f *sentence.Fact) {
		if k.field(&report.Staffing{}) == nil {
			return
		}
		k.serving = false // 行政人员 and 在职行政人员 are one
		n := report.Integer{Raw: f.Figure.Number, At: rd.Locate(p, f.Figure.Start, f.Figure.End)}
		i := slices.IndexFunc(found, func(x stated) bool { return x.kind == k })
		if i < 0 {
			found = append(found, stated{kind: k, number: n})
			return
		}
		found[i].twice = found[i].twice || found[i].number.Raw != n.Raw
		found[i].number = n
	}
	for _, s := range p.Sentences() {
		counts := rd.staffCounts(s.Facts, staffKind{}, func(f *sentence.Fact) string { return p.Text[s.Start:f.Figure.Start] })
		if counts == nil {
			continue
		}
		kinds := pairs(counts)
		for i, c := range counts {
			add(kinds[i], c.f)
		}
	}
	return slices.DeleteFunc(found, func(x stated) bool { return x.twice })
}

type staffCount struct {
	f    *sentence.Fact
	kind staffKind
	part bool // of the count before it
}

// staffCounts lists the counts of persons among facts, parts after their whole;
// nil where one of them counts the staff of someone else.
// said gives the words of the sentence before a fact.
func (rd *room) staffCounts(facts []*sentence.Fact, of staffKind, said func(*sentence.Fact) string) (out []staffCount) {
	for _, f := range facts {
		name, person := rd.countName(f)
		if !person {
			continue
		}
		k, ok := rd.staffKind(name)
		switch w := &rd.Vocab.Staffing; {
		case lexicon.HoldsAny(name, w.Others):
			continue
		case !ok && of == staffKind{} && (lexicon.HoldsAny(name, w.Serving) || lexicon.HoldsAny(name, w.Posts) || lexicon.HoldsAny(name, w.Retired)):
			return nil
		case ok:
			k, ok = rd.kindWithin(k, of, said(f))
		}
		if !ok {
			continue
		}
		out = append(out, staffCount{f, k, of != staffKind{}})
		out = append(out, rd.staffCounts(f.Parts, k, said)...)
	}
	return out
}

// kindWithin is the kind of a count among the parts of another, and told by the words
// before it where its own do not say whether posts or persons are meant: 编制：行政20名、
// 事业26名; 在职：行政18人、事业25人.
func (rd *room) kindWithin(k, of staffKind, said string) (staffKind, bool) {
	if of != (staffKind{}) && (!k.retired || of.retired) { // a list of those in service has run out at the retired
		var ok bool
		if k, ok = k.partOf(of); !ok {
			return k, false
		}
	}
	if !k.posts && !k.serving && !k.retired {
		k.posts, k.serving = rd.staffContext(said)
		return k, k.posts != k.serving
	}
	return k, true
}

// countName is what a count of persons is called; not ok where it is none of the year.
func (rd *room) countName(f *sentence.Fact) (name string, ok bool) {
	w := &rd.Vocab.People
	person := w.Person.Has(f.Figure.Unit) || w.PostUnit.Has(f.Figure.Unit) && lexicon.HoldsAny(f.Name, rd.Vocab.Staffing.Posts)
	if !person || f.Relation != sentence.Level || f.Aim == sentence.Planned || !f.OfYear(rd.year) {
		return "", false
	}
	name = w.Approved(f.Name)
	if tail, _, _ := strings.Cut(f.Tail, ","); name == "" || lexicon.StartsWith(tail, w.PostsHead...) {
		name += tail // 核定46名编制, 有43名在职人员
	}
	return name, true
}

// partOf is the kind of a count that is listed as a part of another; not ok where it
// tells nothing of its own.
func (k staffKind) partOf(of staffKind) (staffKind, bool) {
	if of.retired || !of.whole() || k.whole() {
		return k, false // 离休 and 退休; those of the 在编 among the 在职
	}
	// Of those who serve, those on 行政编制 serve too.
	k.posts, k.serving = !of.serving && (k.posts || of.posts && !k.serving && !k.retired), k.serving || of.serving
	return k, true
}

// staffContext tells whether posts or persons in service were spoken of last.
func (rd *room) staffContext(text string) (posts, serving bool) {
	last := func(words []string) int {
		at := -1
		for _, w := range words {
			at = max(at, strings.LastIndex(text, w))
		}
		return at
	}
	p, s := last(rd.Vocab.Staffing.Posts), last(rd.Vocab.Staffing.Serving)
	return p > s, s > p
}

// pairs tells whose the unnamed counts of 行政编制20名，实有18人；事业编制26名，实有25人
// are: where each kind of posts has one count in service after it, theirs.
func pairs(counts []staffCount) []staffKind {
	kinds := make([]staffKind, len(counts))
	var posts, serving []int
	even := true
	for i, c := range counts {
		kinds[i] = c.kind
		switch {
		case c.part:
			even = false
		case c.kind.posts && !c.kind.whole():
			even = even && len(posts) == len(serving)
			posts = append(posts, i)
		case c.kind.serving && c.kind.whole():
			even = even && len(posts) == len(serving)+1
			serving = append(serving, i)
		}
	}
	if even && len(posts) == len(serving) && len(posts) > 1 {
		for n, i := range serving {
			kinds[i].administrative, kinds[i].institutional = counts[posts[n]].kind.administrative, counts[posts[n]].kind.institutional
		}
	}
	return kinds
}
