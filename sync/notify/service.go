package notify

import (
	"context"
	"errors"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/nicholas-fedor/shoutrrr/pkg/router"
	"github.com/nicholas-fedor/shoutrrr/pkg/services/chat/discord"
	"github.com/nicholas-fedor/shoutrrr/pkg/services/chat/telegram"
	"github.com/nicholas-fedor/shoutrrr/pkg/types"
	"github.com/nicholas-fedor/shoutrrr/pkg/util/jsonclient"

	"tonghop/model/office"
)

// services are those that may be named, each tried against a network that fails
// (TestAServiceThatFailsIsNeverTakenForSent), with what each takes in one
// message. The limits leave some room to the services' own. Shoutrrr knows more.
var services = map[string]struct {
	example string
	limit   limit
}{
	"telegram":   {"telegram://TOKEN@telegram?chats=-1001234567890", limit{4000, signs}},                                // of 4096; longer is refused
	"discord":    {"discord://TOKEN@ID", limit{1900, signs}},                                                            // of 2000; longer is refused
	"gotify":     {"gotify://HOST/TOKEN", limit{4000, signs}},                                                           // none
	"googlechat": {"googlechat://chat.googleapis.com/v1/spaces/SPACE/messages?key=KEY&token=TOKEN", limit{3900, signs}}, // of 4096; longer is refused
	"mattermost": {"mattermost://HOST/TOKEN", limit{3900, signs}},                                                       // of 4000 in old ones; longer is split
	"ntfy":       {"ntfy://ntfy.sh/TOPIC", limit{3500, octets}},                                                         // under 4096; longer becomes a file, and a telephone gets less
	"slack":      {"slack://hook:T-B-X@webhook", limit{3900, signs}},                                                    // of 4000; longer is split, or cut with a mere warning
}

var (
	errNoWebAddress = errors.New("is not a web address (https://…)")
	errNoService    = errors.New("is not the address of a messaging service; known are " + strings.Join(slices.Sorted(maps.Keys(services)), ", "))
	errManyChats    = errors.New("names several chats: give each an address of its own, or it could not be told which got the message")
)

// CheckService tells what is wrong with the address of a messaging service, in
// the form that shoutrrr has given these: telegram://TOKEN@telegram?chats=ID.
// Its errors repeat nothing of the address. It asks nobody.
func CheckService(address string) error {
	service, err := locate(address)
	if err != nil {
		return err
	}
	if t, ok := service.(*telegram.Service); ok && len(t.GetConfig().Chats) != 1 {
		return errManyChats
	}
	return nil
}

func locate(address string) (types.Service, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return nil, errNoService
	}
	known, ok := services[u.Scheme]
	if !ok {
		return nil, errNoService
	}
	r := router.ServiceRouter{}
	service, err := r.Locate(address)
	if err != nil {
		return nil, errors.New("is not a whole address of " + u.Scheme + ": it reads like " + known.example)
	}
	return service, nil
}

// Services sends by messaging services.
type Services struct {
	poster *Poster
	// telegram and discord are the addresses of their APIs.
	telegram, discord string
}

// NewServices sends through a poster where the program speaks to a service
// itself.
func NewServices(p *Poster) *Services {
	return &Services{p, "https://api.telegram.org", "https://discord.com/api"}
}

// Send sends a message by the service that its address names. It cuts nothing
// off: one that is too long is refused.
func (s *Services) Send(ctx context.Context, m *Message) Result {
	service, err := locate(m.To.address)
	if err != nil {
		return Result{Outcome: office.Refused, Why: "its address " + err.Error()}
	}
	text := whole(m.Subject, m.Text)
	if !m.To.limit().holds(text) {
		return Result{Outcome: office.Refused, Why: "it is longer than " + m.To.Name() + " takes"}
	}
	switch t := service.(type) {
	case *telegram.Service:
		return s.byTelegram(ctx, t.GetConfig(), text)
	case *discord.Service:
		return s.byDiscord(ctx, t.Config, text)
	}
	return byShoutrrr(service, text, m.To.address)
}

// byShoutrrr sends through the library, which knows no context: Post gives up
// on it after its patience. What it did not certainly fail before is doubtful.
func byShoutrrr(service types.Service, text, address string) Result {
	err := service.Send(text, &types.Params{})
	var answered jsonclient.Error
	var op *net.OpError
	var name *net.DNSError
	switch {
	case err == nil:
		return Result{Outcome: office.Sent}
	case errors.As(err, &op) && op.Op == "dial", errors.As(err, &name):
		return Result{Outcome: office.Unsent, Why: redact(err, address), Down: true}
	case errors.As(err, &answered) && answered.StatusCode >= http.StatusBadRequest:
		return byStatus(answered.StatusCode)
	}
	return Result{Outcome: office.Doubtful, Why: redact(err, address)}
}

// redact is an error's text without any part of an address.
func redact(err error, address string) string {
	text := oneLine(err.Error())
	parts := []string{address}
	if u, bad := url.Parse(address); bad == nil {
		password, _ := u.User.Password()
		parts = append(parts, u.User.String(), u.User.Username(), password)
		parts = append(parts, strings.Split(u.Path, "/")...)
		for _, values := range u.Query() {
			parts = append(parts, values...)
		}
		for _, p := range slices.Clone(parts) { // tokens that the library takes apart
			parts = append(parts, strings.FieldsFunc(p, func(r rune) bool { return strings.ContainsRune("-:/@", r) })...)
		}
	}
	slices.SortFunc(parts, func(a, b string) int { return len(b) - len(a) })
	for _, p := range parts {
		if len(p) > 5 {
			text = strings.ReplaceAll(text, p, "…")
		}
	}
	return text
}
