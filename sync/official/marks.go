package official

// The marks of rows that repeat.
const (
	markUnit       = "lap:don_vi"
	markDay        = "lap:ngay"
	markType       = "lap:loai"
	markIndicator  = "lap:chi_tieu"
	markFootnote   = "lap:chu_thich"
	markGoal       = "lap:muc_tieu"
	markDifficulty = "lap:kho_khan"
	markProposal   = "lap:kien_nghi"
	markRemark     = "lap:y_kien"
	markRank       = "lap:xep_hang"
	markChange     = "lap:thay_the"
	markFinding    = "lap:can_sua"
	markEntered    = "lap:nhap_thay"
	markResult     = "lap:ket_qua"
	markAssessment = "lap:danh_gia"
	markOutlook    = "lap:phuong_huong"
	markKeeping    = "lap:tinh_hinh"
	markMissing    = "lap:chua_bao_cao"
	markItem       = "lap:bang_chi_tieu"
)

func allMarks() []string {
	return []string{markUnit, markDay, markType, markIndicator, markFootnote, markGoal, markDifficulty, markProposal, markRemark,
		markRank, markChange, markFinding, markEntered, markResult, markAssessment, markOutlook, markKeeping, markMissing, markItem}
}

// isList reports whether a mark repeats its one row, once an entry of a list.
func isList(mark string) bool { return mark != markUnit && mark != markType && mark != markIndicator }

// listOf is what rows with a mark list: difficulties, proposals and other
// remarks are all remarks.
func listOf(mark string) string {
	if mark == markDifficulty || mark == markProposal {
		return markRemark
	}
	return mark
}

// entries is how many rows a list has.
func (p *plan) entries(mark string) int {
	d := p.data
	switch mark {
	case markDay:
		return len(d.Totals)
	case markFootnote:
		return len(p.footnotes)
	case markGoal:
		return len(d.goals)
	case markDifficulty, markProposal, markRemark:
		return len(d.remarks[mark])
	case markRank:
		return len(d.ranked)
	case markChange:
		return len(d.changes)
	case markFinding:
		return len(d.Findings)
	case markEntered:
		return len(d.entered)
	case markKeeping:
		return len(d.keeping())
	case markMissing:
		return len(d.proved(missing))
	case markItem:
		return len(d.ownPrinted())
	case markResult:
		return len(d.results())
	case markAssessment:
		return len(d.assessment())
	case markOutlook:
		return len(d.outlook())
	}
	return 0
}
