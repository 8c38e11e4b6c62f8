package people

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"selfeval/extract/document"
	"selfeval/extract/interpret/outline"
	"selfeval/extract/interpret/paper"
	"selfeval/internal/text/cjk"
	"selfeval/internal/text/lexicon"
	"selfeval/report"
)

// readMembers reads the members of the review group, from a table or a list.
func (rd *room) readMembers() {
	for i := range rd.Passages {
		p := &rd.Passages[i]
		if p.Table != nil {
			if !rd.claimed[p.Block] && (rd.In(p, lexicon.RoleMembers) || rd.membersCaption(p.Block)) && rd.membersTable(p.Table) {
				rd.claimed[p.Block] = true
			}
			continue
		}
		if rd.In(p, lexicon.RoleMembers) {
			rd.membersList(p)
		}
	}
}

// membersCaption reports whether the short text above a table names it a list of
// members.
func (rd *room) membersCaption(block int) bool {
	for i := block - 1; i >= 0 && i >= block-2; i-- {
		b := &rd.Blocks[i]
		if b.Table != nil || utf8.RuneCountInString(b.Text) > 30 {
			return false
		}
		if roles := rd.Vocab.Roles(b.Text); len(roles) == 1 && roles[0] == lexicon.RoleMembers {
			return true
		}
	}
	return false
}

func (rd *room) membersTable(t *document.Table) bool {
	name, from, roles := rd.membersHead(t)
	if name < 0 { // no header: the first column that holds names
		name, roles = rd.namesColumn(t)
	}
	if name < 0 {
		return false
	}
	found := false
	for r := from; r < t.Rows; r++ {
		cell := t.Cell(r, name)
		if cell == nil || !rd.personName(cell.Text) {
			continue
		}
		rd.out.Members = append(rd.out.Members, report.Member{Name: cell.Text, Role: rolesIn(t, r, roles), At: cell.At})
		found = true
	}
	return found
}

// membersHead finds the column of names, those of roles and the first row below.
func (rd *room) membersHead(t *document.Table) (name, from int, roles []int) {
	w := &rd.Vocab.People
	name = -1
	for r := range min(2, t.Rows) {
		for c := range t.Cols {
			switch text := cjk.Squeeze(t.Text(r, c)); {
			case w.NameHeads.Has(text):
				name, from = c, r+1
			case w.SeqHeads.Has(text):
			case lexicon.HoldsAny(text, w.RoleHeads) && utf8.RuneCountInString(text) <= 8:
				roles = append(roles, c)
			}
		}
		if name >= 0 {
			return name, from, roles
		}
		roles = nil
	}
	return -1, 0, nil
}

// namesColumn finds the first column most of whose cells are names; all others tell
// roles.
func (rd *room) namesColumn(t *document.Table) (name int, roles []int) {
	name = -1
	for c := 0; c < t.Cols && name < 0; c++ {
		names := 0
		for r := range t.Rows {
			if rd.personName(t.Text(r, c)) {
				names++
			}
		}
		if names > 0 && names*2 > t.Rows {
			name = c
		}
	}
	for c := range t.Cols {
		if c != name {
			roles = append(roles, c)
		}
	}
	return name, roles
}

// rolesIn joins what a row says of its member, numbers aside.
func rolesIn(t *document.Table, row int, columns []int) string {
	var roles []string
	for _, c := range columns {
		s := strings.TrimSpace(t.Text(row, c))
		if _, number := paper.SmallNumber(cjk.Squeeze(s)); s != "" && !number {
			roles = append(roles, s)
		}
	}
	return strings.Join(roles, " ")
}

// personName reports whether a text can be a person's name: two to four Han
// characters, or longer with a dot between.
func (rd *room) personName(s string) bool { return personName(rd.Vocab, s) }

func personName(v *lexicon.Vocabulary, s string) bool {
	s = cjk.Squeeze(s)
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 4 && !strings.Contains(s, "·") || n > 15 {
		return false
	}
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) && r != '·' {
			return false
		}
	}
	return !lexicon.HoldsAny(s, v.People.NoNames)
}

// membersList reads 组长：张三（局长）, 成员：李四、王五.
func (rd *room) membersList(p *outline.Passage) {
	text := p.Text
	for len(text) > 0 {
		i := strings.IndexAny(text, "：:")
		if i < 0 {
			return
		}
		label := cjk.Squeeze(text[:i])
		if j := strings.LastIndexAny(label, "。;,、"); j >= 0 {
			_, n := utf8.DecodeRuneInString(label[j:])
			label = label[j+n:]
		}
		_, mark := utf8.DecodeRuneInString(text[i:])
		text = text[i+mark:]
		end := len(text)
		if j := strings.IndexAny(text, "；;。"); j >= 0 {
			end = j
		} else if j := strings.IndexAny(text, "：:"); j >= 0 {
			// The next label on the same line starts after the last name.
			if k := strings.LastIndexAny(text[:j], " 　）)"); k >= 0 {
				_, n := utf8.DecodeRuneInString(text[k:])
				end = k + n
			}
		}
		if lexicon.HoldsAny(label, rd.Vocab.People.Leaders) && utf8.RuneCountInString(label) <= 8 {
			rd.memberNames(p, label, text[:end], strings.Index(p.Text, text))
		}
		text = text[end:]
		if end == 0 {
			_, n := utf8.DecodeRuneInString(text)
			text = text[n:]
		}
	}
}

func (rd *room) memberNames(p *outline.Passage, label, list string, offset int) {
	depth := 0
	items := strings.FieldsFunc(list, func(r rune) bool {
		switch r {
		case '(', '（':
			depth++
		case ')', '）':
			depth--
		case '、', '，', ',':
			return depth == 0
		}
		return false
	})
	for _, item := range items {
		name, role := strings.TrimSpace(item), label
		if i := strings.IndexAny(item, "（("); i >= 0 {
			name = strings.TrimSpace(item[:i])
			role = label + "（" + strings.Trim(item[i:], "（()） ") + "）"
		}
		if people := namesAndPosts(rd.Vocab, name); len(people) > 0 && role == label {
			for _, m := range people {
				if m.At = rd.Locate(p, offset, offset+1); m.Role == "" {
					m.Role = label
				} else {
					m.Role = label + "（" + m.Role + "）"
				}
				rd.out.Members = append(rd.out.Members, m)
			}
			continue
		}
		if rd.personName(name) {
			rd.out.Members = append(rd.out.Members, report.Member{Name: name, Role: role, At: rd.Locate(p, offset, offset+1)})
		}
	}
}

// namesAndPosts splits 李四海 副局长, 张 三 局长 and 王五 主任 赵六 科长, or names alone;
// nil where it cannot tell names from posts.
func namesAndPosts(v *lexicon.Vocabulary, s string) (out []report.Member) {
	words := strings.FieldsFunc(s, cjk.Space)
	one := func(i int) bool { return i < len(words) && utf8.RuneCountInString(words[i]) == 1 }
	short := func(i int) bool { return personName(v, words[i]) && utf8.RuneCountInString(words[i]) <= 3 }
	posts := 0
	for i := 0; i < len(words); {
		name := words[i]
		i++
		if one(i-1) && one(i) {
			name += words[i]
			i++
		}
		from := i
		for i < len(words) && !short(i) && !(one(i) && one(i+1)) {
			i++
		}
		if !personName(v, name) {
			return nil
		}
		if i > from {
			posts++
		}
		out = append(out, report.Member{Name: name, Role: strings.Join(words[from:i], "")})
	}
	if posts > 0 && posts < len(out) {
		return nil
	}
	return out
}
