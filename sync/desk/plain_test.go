package desk

import "testing"

func TestWhatAnOfficerWroteIsOneLineWithoutControlCharacters(t *testing.T) {
	for text, want := range map[string]string{
		"  Xã gọi\tlúc 16:40\r\nđã báo  ":   "Xã gọi lúc 16:40 đã báo",
		"a\x00b\x1b[31mc\x7f":               "ab[31mc",
		"\u202eđảo\u202c \u2066ngược\u2069": "đảo ngược",
		"hai\u2028dòng\u200b\ufeff":         "hai dòng",
		"Nguye\u0302\u0303n":                "Nguyễn",
		"\xff\xfe":                          "",
	} {
		if got := plainText(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
