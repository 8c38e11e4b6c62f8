package dataset

import "selfeval/report"

func staffingRows(s *source, emit func(...any)) {
	if s.Report == nil {
		return
	}
	for i, f := range s.Report.Staffing {
		emit(s.ID, int64(i+1), str(f.Unit), str(f.Nature), str(f.Rank), str(f.Funding), integer(f.Administrative), integer(f.Institutional),
			integer(f.Retired), integer(f.InService), integer(f.Posts), integer(f.AdministrativePosts), integer(f.InstitutionalPosts), placeValues(f.At))
	}
}

func changeRows(s *source, emit func(...any)) {
	if s.Report == nil {
		return
	}
	var n int64
	add := func(part string, changes []report.Change) {
		for _, c := range changes {
			n++
			emit(s.ID, n, part, str(c.Name), integer(c.FromYear), integer(c.ToYear), amountValues(c.Base), amountValues(c.Prior), amountValues(c.Total),
				str(c.Growth), str(c.Reason), placeValues(c.At))
		}
	}
	add("budget", s.Report.Budget.Changes)
	if s.Report.FinalAccounts != nil {
		add("final_accounts", s.Report.FinalAccounts.Changes)
	}
}

func formGroupRows(s *source, emit func(...any)) {
	if s.Report == nil {
		return
	}
	for i := range s.Report.Forms {
		for j, g := range s.Report.Forms[i].Groups {
			emit(s.ID, int64(i+1), int64(j+1), num(g.Level), str(g.Name), number(g.Weight), placeValues(g.At))
		}
	}
}

func sectionRows(s *source, emit func(...any)) {
	if s.Report == nil {
		return
	}
	for i, x := range s.Report.Sections {
		emit(s.ID, int64(i+1), num(x.Level), str(x.Number), str(x.Title), placeValues(x.At))
	}
}
