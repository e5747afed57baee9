package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tonghop/model/office"
)

var (
	powerless = url.Values{"unit": {"don-vi-5"}, "first": {"2020-06-23"}, "last": {"2020-06-24"}, "reason": {"mất điện"}}
	first     = url.Values{"id": {"1"}}
)

const proposedHead = "Đề nghị miễn báo cáo, chờ duyệt"

func TestTheOfficeProposesWaiversAndAnApproverConfirms(t *testing.T) {
	p := newSignedPage(t)
	town, approver, viewer := p.as(t, "vp@example.vn"), p.as(t, "bt@example.vn"), p.as(t, "xem@example.vn")
	wants(t, town.do(http.MethodGet, "/excuse?unit=don-vi-5", nil).Body.String(), "Đề nghị miễn báo cáo ngày", "Người duyệt xác nhận rồi mới được miễn", "Gửi đề nghị")
	wants(t, approver.do(http.MethodGet, "/excuse?unit=don-vi-5", nil).Body.String(), "Những ngày được miễn không tính vào tỷ lệ")

	w := town.do(http.MethodPost, "/excuse", powerless)
	if w.Header().Get("Location") != "/unit/don-vi-5?done=1" {
		t.Fatalf("proposing leads to %d %s", w.Code, w.Header().Get("Location"))
	}
	if d := p.desk.made[0]; d.Kind != office.DecisionPropose || d.By != "vp@example.vn" {
		t.Fatalf("the office decides %+v, want a proposal", d)
	}
	for _, path := range []string{"/", "/unit/don-vi-5"} {
		wants(t, approver.do(http.MethodGet, path, nil).Body.String(), proposedHead, "Số 1 đề nghị miễn báo cáo ngày 23/6/2020 – 24/6/2020, Xã Tân Hưng vp@example.vn, đã đăng nhập,", ": mất điện Xác nhận Từ chối")
	}
	wants(t, town.do(http.MethodGet, "/", nil).Body.String(), proposedHead, ": mất điện Hủy")
	if page := viewer.do(http.MethodGet, "/", nil).Body.String(); !strings.Contains(page, proposedHead) || strings.Contains(page, "/confirm") || strings.Contains(page, "/undo") {
		t.Error("who may only look does not see the proposal, or may act on it")
	}
	if page := approver.do(http.MethodGet, "/unit/don-vi-4", nil).Body.String(); strings.Contains(page, proposedHead) {
		t.Error("a proposal is shown with a unit that it does not concern")
	}

	for _, b := range []*browser{town, viewer} {
		if w := b.do(http.MethodPost, "/confirm", first); w.Code != http.StatusForbidden {
			t.Errorf("without the role confirming gives %d", w.Code)
		}
		if page := b.do(http.MethodGet, "/decisions", nil).Body.String(); strings.Contains(page, "/confirm") {
			t.Error("without the role one is led to confirm")
		}
	}
	wants(t, approver.do(http.MethodGet, "/confirm?id=1", nil).Body.String(), "đề nghị miễn báo cáo ngày 23/6/2020 – 24/6/2020, Xã Tân Hưng — vp@example.vn, đã đăng nhập: mất điện")
	if w := approver.do(http.MethodPost, "/confirm", first); w.Header().Get("Location") != "/unit/don-vi-5?done=2" {
		t.Errorf("confirming leads to %d %s", w.Code, w.Header().Get("Location"))
	}
	if d := p.desk.made[1]; len(p.desk.made) != 2 || d.Kind != office.DecisionExcuse || d.By != "bt@example.vn" || d.Reason != "mất điện" || d.Confirms != 1 {
		t.Errorf("the approver decides %+v, want the waiver", p.desk.made[1:])
	}
	if page := town.do(http.MethodGet, "/", nil).Body.String(); strings.Contains(page, proposedHead) {
		t.Error("the proposal still waits")
	}
	list := approver.do(http.MethodGet, "/decisions", nil).Body.String()
	wants(t, list, "miễn báo cáo ngày 23/6/2020 – 24/6/2020, Xã Tân Hưng (duyệt đề nghị số 1)", "(đã duyệt bằng quyết định số 2)")
	if strings.Contains(list, `"/undo?id=1"`) || !strings.Contains(list, `"/undo?id=2"`) {
		t.Error("the list does not let the waiver be taken back in place of the proposal")
	}
	if w := town.do(http.MethodPost, "/undo", url.Values{"id": {"2"}, "reason": {"x"}}); w.Code != http.StatusForbidden {
		t.Errorf("the office takes a confirmed waiver back: %d", w.Code)
	}
}

func TestAProposalIsDeclinedOrWithdrawn(t *testing.T) {
	for address, title := range map[string]string{"bt@example.vn": "Từ chối đề nghị miễn báo cáo", "vp@example.vn": "Hủy quyết định"} {
		p := newSignedPage(t)
		p.as(t, "vp@example.vn").do(http.MethodPost, "/excuse", powerless)
		b := p.as(t, address)
		wants(t, b.do(http.MethodGet, "/undo?id=1", nil).Body.String(), title, "vp@example.vn, đã đăng nhập: mất điện")
		if w := b.do(http.MethodPost, "/undo", url.Values{"id": {"1"}, "reason": {"vẫn có điện"}}); w.Code != http.StatusSeeOther {
			t.Errorf("%s may not take the proposal back: %d", address, w.Code)
		}
		if page := b.do(http.MethodGet, "/", nil).Body.String(); strings.Contains(page, proposedHead) {
			t.Error("the proposal still waits")
		}
		wants(t, b.do(http.MethodGet, "/decisions", nil).Body.String(), address, ": vẫn có điện", "(đã hủy bởi quyết định số 2)")
	}
}

func TestManyProposalsDoNotFloodThePage(t *testing.T) {
	p := newSignedPage(t)
	for i := range proposalsShown + 5 {
		if _, err := p.desk.Propose(t.Context(), office.Ruling{By: "Lan", Reason: fmt.Sprint("lý do ", i)}, "all", "2020-06-24", ""); err != nil {
			t.Fatal(err)
		}
	}
	page := p.as(t, "bt@example.vn").do(http.MethodGet, "/", nil).Body.String()
	wants(t, page, "Còn 5 đề nghị nữa.", "tất cả đơn vị")
	if n := strings.Count(page, `"/confirm?id=`); n != proposalsShown {
		t.Errorf("%d proposals are shown, want %d", n, proposalsShown)
	}
}
