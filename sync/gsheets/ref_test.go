package gsheets

import (
	"strings"
	"testing"
	"unicode"

	"tonghop/model/office"
)

func TestALinkIsUnderstoodInEveryFormThatPeopleCopy(t *testing.T) {
	const id = "1AbC-dEf_0123456789abcdefghijklmnopqrstuvwxyzAB"
	for _, ref := range []string{
		"https://docs.google.com/spreadsheets/d/" + id + "/edit#gid=0",
		"https://docs.google.com/spreadsheets/d/" + id + "/edit?usp=sharing&ouid=1234#gid=7",
		"https://docs.google.com/spreadsheets/d/" + id,
		"https://docs.google.com/spreadsheets/d/" + id + "/",
		"http://docs.google.com/spreadsheets/d/" + id + "/htmlview",
		"https://docs.google.com/spreadsheets/u/1/d/" + id + "/edit",
		"https://docs.google.com/u/0/spreadsheets/d/" + id + "/edit",
		"https://docs.google.com/a/binhphuoc.example.vn/spreadsheets/d/" + id + "/edit",
		"https://drive.google.com/file/d/" + id + "/view?usp=drive_link",
		"https://drive.google.com/file/u/1/d/" + id + "/view",
		"https://drive.google.com/open?id=" + id,
		"https://drive.google.com/uc?export=download&id=" + id,
		"https://spreadsheets.google.com/ccc?key=" + id + "&hl=vi",
		"docs.google.com/spreadsheets/d/" + id + "/edit",
		"  HTTPS://DOCS.GOOGLE.COM/spreadsheets/d/" + id + "/edit \n",
		"http://127.0.0.1:8085/spreadsheets/d/" + id + "/edit",
	} {
		if got, ok := ParseRef(ref); !ok || got != id {
			t.Errorf("ParseRef(%q) = %q, %v, want %q", ref, got, ok, id)
		}
	}
}

func TestALocalGoogleMayNameItsFilesAsPeopleDo(t *testing.T) {
	got, ok := ParseRef("https://docs.google.com/spreadsheets/d/T%C3%A2n%20Khai%20(2020)/edit")
	if want := "Tân Khai (2020)"; !ok || got != want {
		t.Errorf("got %q, %v, want %q", got, ok, want)
	}
}

func TestWhatIsNoLinkToAFileIsNotTakenForOne(t *testing.T) {
	for _, ref := range []string{
		"", "tan-khai.xlsx", "sources/tan-khai.xlsx", "./spreadsheets/d/abc/edit", "/spreadsheets/d/abc/edit",
		`C:\so-lieu\tan-khai.xlsx`, "1AbC-dEf_0123456789abcdefghijklmnopqrstuvwxyzAB",
		"https://example.com/spreadsheets/d/abc/edit",
		"https://docs.google.com.evil.example/spreadsheets/d/abc/edit",
		"https://docs.google.com/document/d/abc/edit",
		"https://docs.google.com/spreadsheets/d/e/2PACX-1vabc/pubhtml",
		"https://docs.google.com/spreadsheets/d/", "https://docs.google.com/spreadsheets/",
		"https://docs.google.com/spreadsheets/d/../edit", "https://docs.google.com/spreadsheets/d/a%2Fb/edit",
		"https://docs.google.com/spreadsheets/d/a%0Ab/edit", "https://docs.google.com/spreadsheets/d/%zz/edit",
		"https://drive.google.com/drive/folders/abc", "https://drive.google.com/open", "https://drive.google.com/open?id=",
		"ftp://docs.google.com/spreadsheets/d/abc", "file:///home/spreadsheets/d/abc",
	} {
		if got, ok := ParseRef(ref); ok {
			t.Errorf("ParseRef(%q) = %q, want none", ref, got)
		}
	}
}

func FuzzParseRef(f *testing.F) {
	f.Add("https://docs.google.com/spreadsheets/d/abc/edit#gid=0")
	f.Add("https://drive.google.com/open?id=abc")
	f.Add("docs.google.com/u/0/spreadsheets/u/1/d/abc")
	f.Add("sources/a.xlsx")
	f.Add("docs.google.com/a/0")
	f.Fuzz(func(t *testing.T, ref string) {
		id, ok := ParseRef(ref)
		if !ok {
			return
		}
		if id == "" || strings.ContainsAny(id, "/?#%:\\") || strings.ContainsFunc(id, unicode.IsControl) {
			t.Errorf("ParseRef(%q) gives the id %q", ref, id)
		}
		if again, ok := ParseRef(Link(office.Origin{Source: ref})); !ok || again != id {
			t.Errorf("the link to %q is read as %q, %v", id, again, ok)
		}
	})
}
