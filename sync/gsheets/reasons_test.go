package gsheets

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"google.golang.org/genproto/googleapis/api/error_reason"

	"tonghop/model/office"
)

func TestEveryReasonThatGooglesInterfacesDefineIsInTheTable(t *testing.T) {
	for n, name := range error_reason.ErrorReason_name {
		if _, ok := reasons[name]; n != 0 && !ok {
			t.Errorf("nothing is said of %s", name)
		}
	}
}

// perFile are the faults that may be told of the one file.
var perFile = map[office.FaultCode]bool{office.FaultNotShared: true, office.FaultNotFound: true, office.FaultPolicy: true, office.FaultNoDownload: true,
	office.FaultNotWorkbook: true, office.FaultTooLarge: true, office.FaultReadOnly: true, office.FaultStorage: true}

func TestNoReasonThatIsAboutOurProjectIsToldAsTheCommunes(t *testing.T) {
	for name := range error_reason.ErrorReason_value {
		if code := reasons[name]; perFile[code] {
			t.Errorf("%s is told as %s", name, code)
		}
	}
	for word, code := range reasons {
		if k := code.Kind(); !k.Again && patience[code] > 1 || k.Again && patience[code] < 2 {
			t.Errorf("%s: %s is called %d times, and the table says %v", word, code, patience[code], k.Again)
		}
	}
}

func TestEachReasonIsToldAsTheTableSaysByItsDetailsOrByItsListOfErrors(t *testing.T) {
	for word, want := range reasons {
		for _, extra := range []string{`,"details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"%s","domain":"googleapis.com"}]`,
			`,"errors":[{"reason":"%s","domain":"global"}]`} {
			s := &script{replies: []reply{apiError(403, "PERMISSION_DENIED", "The caller does not have permission", fmt.Sprintf(extra, word))}}
			c, _ := serve(t, s)
			if _, err := c.Fetch(t.Context(), testRef); !isFault(err, want) {
				t.Errorf("%s: got %v, want %s", word, err, want)
			}
		}
	}
}

func TestARefusalIsTheCommunesOnlyWhereGoogleSaysJustThat(t *testing.T) {
	info := func(reason string) string {
		return `,"details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"` + reason + `"}]`
	}
	for name, tc := range map[string]struct {
		reply reply
		want  office.FaultCode
	}{
		"just that":                                {noAccess, office.FaultNotShared},
		"a reason of tomorrow":                     {apiError(403, "PERMISSION_DENIED", "The caller does not have permission", info("TOMORROW")), office.FaultUnclear},
		"other words":                              {apiError(403, "PERMISSION_DENIED", "Not today", ""), office.FaultUnclear},
		"no words at all":                          {reply{status: 403, body: `{"error":{"code":403}}`}, office.FaultUnclear},
		"a project deleted, no details":            {apiError(403, "PERMISSION_DENIED", "Project #123 has been deleted.", ""), office.FaultProject},
		"a project suspended, no details":          {apiError(403, "PERMISSION_DENIED", "Permission denied: Consumer 'project_number:1' has been suspended.", ""), office.FaultProject},
		"billing, no details":                      {apiError(403, "PERMISSION_DENIED", "This API method requires billing to be enabled.", ""), office.FaultProject},
		"an organisation that lets no outsider in": {apiError(403, "", "The domain administrators have disabled Drive apps.", `,"errors":[{"reason":"domainPolicy"}]`), office.FaultPolicy},
		"a filter's page":                          {reply{status: 403, body: "<html>Bị chặn bởi tường lửa</html>"}, office.FaultCaptive},
		"a page of Google's":                       {reply{status: 403, body: "<html><title>Error 403 (Forbidden)!!1</title></html>"}, office.FaultGoogleDown},
		"a status that nobody documents":           {apiError(418, "", "I am a teapot", ""), office.FaultUnclear},
		"gone":                                     {apiError(410, "", "Gone", ""), office.FaultNotFound},
		"a conflict":                               {apiError(409, "ABORTED", "The operation was aborted.", ""), office.FaultConflict},
	} {
		c, _ := serve(t, &script{replies: []reply{tc.reply}})
		if _, err := c.Fetch(t.Context(), testRef); !isFault(err, tc.want) {
			t.Errorf("%s: got %v, want %s", name, err, tc.want)
		}
	}
}

func TestAShortcutIsFollowedToTheSheetBehindIt(t *testing.T) {
	asked := map[string]int{}
	c, _ := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked[r.URL.Path]++
		switch {
		case strings.HasSuffix(r.URL.Path, "/spreadsheets/that"):
			if got := r.Header.Get("X-Goog-Drive-Resource-Keys"); got != "that/0-key" {
				t.Errorf("the resource key is %q", got)
			}
			w.Write([]byte(oneCell))
		case strings.HasSuffix(r.URL.Path, "/files/tan-khai"):
			w.Write([]byte(`{"id":"tan-khai","mimeType":"` + typeShortcut + `","shortcutDetails":{"targetId":"that","targetResourceKey":"0-key"}}`))
		case strings.HasSuffix(r.URL.Path, "/files/that"):
			w.Write([]byte(`{"id":"that","mimeType":"` + typeSheet + `"}`))
		default:
			w.WriteHeader(404)
			w.Write([]byte(notFound.body))
		}
	}))
	for range 2 {
		if _, err := c.Fetch(t.Context(), testRef); err != nil {
			t.Fatal(err)
		}
	}
	if asked["/v4/spreadsheets/that"] != 2 || asked["/drive/v3/files/tan-khai"] != 1 {
		t.Errorf("it asked %v, want to know the shortcut from then on", asked)
	}
}

func TestALinksResourceKeyGoesWithItsCalls(t *testing.T) {
	var got string
	c, _ := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Get("X-Goog-Drive-Resource-Keys")
		w.Write([]byte(oneCell))
	}))
	if _, err := c.Fetch(t.Context(), "https://docs.google.com/spreadsheets/d/tan-khai?resourcekey=0-AbC_d-1"); err != nil || got != "tan-khai/0-AbC_d-1" {
		t.Errorf("%q, %v", got, err)
	}
	for _, bad := range []string{"?resourcekey=a%0d%0ab", "?resourcekey=a/b", "#resourcekey=x"} {
		if key := resourceKeyOf("https://docs.google.com/spreadsheets/d/x" + bad); key != "" {
			t.Errorf("%s gives %q", bad, key)
		}
	}
}
