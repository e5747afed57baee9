package notify

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// A limit is how long a message may be as it goes out, subject and all. What is
// longer is never cut on its way: it would lose whole letters that the ledger
// calls sent. Words keeps each letter within its channel's limit, and Pack
// each parcel.
type limit struct {
	most int
	size func(string) int
}

func (l limit) holds(text string) bool { return l.size(text) <= l.most }

// octets counts as ntfy does; a Vietnamese letter has up to three.
func octets(s string) int { return len(s) }

// signs counts as the others do, or more carefully: a sign outside of the
// common plane, such as an emoji, is two.
func signs(s string) (n int) {
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// limit is what goes by the channel in one message. E-mail and webhooks have
// none of their own, but a text should be read.
func (c Channel) limit() limit {
	if s, ok := services[c.service]; ok {
		return s.limit
	}
	return limit{maxText, utf8.RuneCountInString}
}

// whole is a message as services get it, in one text.
func whole(subject, text string) string { return subject + "\n\n" + text }

// shorten takes from the end of a text what does not fit, not within a word or
// an address, and says so in a note. A closing that the text ends with stays.
func shorten(text, closing, note string, fits func(string) bool) string {
	if fits(text) {
		return text
	}
	end := "…\n" + note
	if closing != "" {
		end += "\n\n" + closing
	}
	body := []rune(strings.TrimSuffix(text, closing))
	n := sort.Search(len(body), func(n int) bool { return !fits(string(body[:n+1]) + " " + end) })
	kept := string(body[:n])
	if at := strings.LastIndexFunc(kept, unicode.IsSpace); at > len(kept)/2 {
		kept = kept[:at]
	}
	return strings.TrimRightFunc(kept, unicode.IsSpace) + " " + end
}

// closing is a text's last paragraph, where it is short enough to be kept in
// one that is shortened.
func closing(text string) string {
	if at := strings.LastIndex(text, "\n\n"); at >= 0 && utf8.RuneCountInString(text[at:]) < 300 {
		return text[at+2:]
	}
	return ""
}
