package reading

import (
	"regexp"
	"strings"

	"tonghop/model/office"
)

// The closed lists of words that reading knows. All are folded (lower case,
// no marks, no punctuation) unless a comment says otherwise: a list that is
// too long reads what nobody wrote.

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, s := range strings.Split(list, "|") {
		m[s] = true
	}
	return m
}

var (
	// dateHeads are headings of the column of days. Any other that begins with
	// "ngày" is one only over cells that are days.
	dateHeads = set("ngay|ngay thang|ngay thang nam|ngay bao cao|thoi gian|ngay thuc hien|thu ngay|thu ngay thang|ngay thu|" +
		"ngay lam viec|ngay thang bao cao|thoi gian bao cao|thoi gian thuc hien|ngay so lieu|ngay truc|ngay ra quan|date")

	numberHeads  = set("stt|so tt|so thu tu") // "tt" only over running numbers
	weekdayHeads = set("thu|thu trong tuan")
	shiftHeads   = set("buoi|ca|ca truc|buoi truc|ca lam viec|ca buoi")
	unitHeads    = set("don vi|ten don vi|don vi bao cao|don vi thuc hien|xa|ten xa|xa thi tran|xa phuong|xa phuong thi tran|" +
		"ten xa thi tran|ten xa phuong|ten xa phuong thi tran|dia phuong|doan xa|doan xa thi tran|co so doan|chi doan|doan co so|xa tt|cac xa thi tran")
	measureHeads = set("dvt|don vi tinh")
	// otherHeads are known to hold no indicator, whatever stands under them.
	otherHeads = set("ghi chu|ho va ten|ho ten|nguoi bao cao|nguoi lap|nguoi lap bieu|nguoi truc|nguoi thuc hien|nguoi nhap|can bo truc|" +
		"can bo bao cao|can bo|can bo phu trach|nguoi phu trach|chuc vu|ky ten|ky nhan|chu ky|xac nhan|nguoi ky|doan vien truc|kho khan|kho khan vuong mac|vuong mac|de xuat|kien nghi|" +
		"de xuat kien nghi|minh chung|link minh chung|link|hinh anh|anh|luu y|nhan xet|danh gia")
	// listHeads are headings of other forms: contact lists, duty rosters.
	listHeads = set("ho va ten|ho ten|chuc vu|so dien thoai|dien thoai|sdt|nam sinh|ngay sinh|ngay thang nam sinh|dia chi|gioi tinh|" +
		"email|que quan|nguoi truc|don vi cong tac|nghe nghiep|dan toc|trinh do")

	// countingWords may follow a figure; the indicator's own unit may too.
	countingWords = set("luot|nguoi|luot nguoi|ho so|hs|tai khoan|tk|to|to roi|buoi|ho|tin|bai|tin bai|lop|cuoc|doi|doi hinh|ca|truong hop|th|hoc sinh|doan vien|dv|dvtn|dan|cai|lan|bo|bo ho so|phieu|tiet|san pham|bai viet|nguoi dan|luot dan")

	nilPhrases = set("khong phat sinh|kps|khong co phat sinh")

	discardWords = []string{"bản sao", "copy of", "(cũ)", "nháp", "mẫu"} // lower case, with marks

	signatureWords = set("nguoi lap bieu|nguoi lap|nguoi bao cao|nguoi tong hop|bi thu|pho bi thu|chu tich|pho chu tich|thu truong don vi|ke toan|nguoi lap bang")
)

// totalWords open a line that adds up others. Lower case with marks, or a
// whole word without any.
var (
	totalWords = []string{"cộng", "tổng", "luỹ kế", "lũy kế", "toàn xã", "toàn thị trấn", "toàn phường", "toàn huyện", "toàn đơn vị", "cả tháng", "cả quý", "cả năm"}
	// shortTotals are whole labels.
	shortTotals    = set("tc|t c|tong ket|sum|total")
	bareTotalWords = []string{"cong", "tong", "luy ke", "toan xa", "tong cong", "tong so", "cong thang", "cong tuan", "ca thang", "ca quy", "ca nam"}
)

// isTotal tells whether a label opens a line of totals, and whether of a kind
// that is never compared.
func isTotal(w *word) (total, running bool) {
	if shortTotals[w.fold] || w.clean == "Σ" {
		return true, false
	}
	running = strings.Contains(w.fold, "luy ke") || strings.Contains(w.fold, "cong don")
	for _, t := range totalWords {
		if rest, ok := strings.CutPrefix(strings.TrimLeft(w.lower, "-*+. "), t); ok && (rest == "" || !startsWithLetter(rest)) {
			return true, running
		}
	}
	if !isASCII(w.lower) {
		return false, false
	}
	for _, t := range bareTotalWords {
		rest, ok := strings.CutPrefix(w.fold, t)
		if ok && (rest == "" || strings.HasPrefix(rest, " so") || strings.HasPrefix(rest, " cong") || strings.HasPrefix(rest, " thang") || strings.HasPrefix(rest, " tuan") ||
			strings.HasPrefix(rest, " quy") || strings.HasPrefix(rest, " nam") || strings.HasPrefix(rest, " i")) {
			return true, running
		}
	}
	return false, false
}

func startsWithLetter(s string) bool {
	for _, r := range s {
		return r > 0x7f || asciiLetter(r)
	}
	return false
}

// isPlaceAndDate recognises "An Khương, ngày 30 tháng 7 năm 2020".
func isPlaceAndDate(fold string) bool {
	i := strings.Index(fold, "ngay ")
	return i > 0 && strings.Contains(fold[i:], " thang ") && strings.Contains(fold[i:], " nam ") || i == 0 && strings.HasPrefix(fold, "ngay thang nam") && len(fold) < 20
}

// quantityHeads head the figures of a list or a card and name nothing.
var quantityHeads = set("so luong|sl|ket qua|so lieu|gia tri|so luot|tong so|tong|thuc hien|ket qua thuc hien|so luong thuc hien|so lieu trong ngay|trong ngay|hom nay")

// enumerator is what numbers a row's label: "1.", "a)", "- ".
var enumerator = regexp.MustCompile(`^\s*(?:[-+*•–]+|\(?\d{1,2}[.)]|\(?[a-zđ][.)]|[ivx]{1,4}[.)])\s*`)

// isFlow reports whether an indicator adds up over days.
func isFlow(i *office.Indicator) bool { return i.Aggregate != office.AggregateLatest }

var saysRunning = regexp.MustCompile(`\b(?:luy ke|cong don)\b`)

// weekWords are of a total of a part of a month.
var weekWords = regexp.MustCompile(`\btuan\b`)
