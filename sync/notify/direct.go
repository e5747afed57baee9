package notify

import (
	"context"
	"net/url"

	"github.com/nicholas-fedor/shoutrrr/pkg/services/chat/discord"
	"github.com/nicholas-fedor/shoutrrr/pkg/services/chat/telegram"
)

// byTelegram speaks to Telegram itself. Shoutrrr v0.13 takes a failed
// connection for success there: it asks the answer's body what went wrong, and
// no answer has no body.
func (s *Services) byTelegram(ctx context.Context, c *telegram.Config, text string) Result {
	return s.poster.post(ctx, s.telegram+"/bot"+c.Token+"/sendMessage", struct {
		Chat    string `json:"chat_id"`
		Text    string `json:"text"`
		Preview struct {
			Off bool `json:"is_disabled"`
		} `json:"link_preview_options"`
	}{Chat: c.Chats[0], Text: text, Preview: struct {
		Off bool `json:"is_disabled"`
	}{true}})
}

// byDiscord speaks to Discord itself. Shoutrrr v0.13 sends a text of more than
// ten lines in parts there, and each part in the words of the last ones; and it
// tries again after a connection that broke and an error of the server, which
// may make two messages of one, long after Post gave up on it. Discord is asked
// to wait until it holds the message: otherwise it says yes to one that it
// loses. Of the address's settings, title, colours, splitlines and raw have no
// effect.
func (s *Services) byDiscord(ctx context.Context, c *discord.Config, text string) Result {
	query := url.Values{"wait": {"true"}}
	if c.ThreadID != "" {
		query.Set("thread_id", c.ThreadID)
	}
	address := s.discord + "/webhooks/" + url.PathEscape(c.WebhookID) + "/" + url.PathEscape(c.Token) + "?" + query.Encode()
	return s.poster.post(ctx, address, discord.WebhookPayload{Content: text, Username: c.Username, AvatarURL: c.Avatar})
}
