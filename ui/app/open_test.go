package app

import (
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"griot/render/plain"
	"griot/ui/pane/panetest"
	"griot/ui/text"
)

// Addresses that would run something in a shell, or be taken for an option, reach
// the browser as one argument that is an address, or not at all.
func TestHostileAddressesAreOneArgument(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{
		"https://x.example/$(touch pwned)", "https://x.example/`touch pwned`", "https://x.example/;touch pwned", "https://x.example/|touch pwned",
		"https://x.example/&&touch&pwned", `https://x.example/"';touch pwned'"`, "https://x.example/%25s%25n", "https://x.example/ --new-window",
		"https://x.example/\\u0000", "https://x.example/*?[a-z]~{a,b}<in>out", "mailto:desk@x.example?subject=$(touch pwned)&attach=/etc/passwd",
	} {
		address, ok := plain.Link(raw)
		if !ok {
			t.Errorf("%q is refused", raw)
			continue
		}
		if strings.ContainsAny(address, " \t\n\"`<>\\|") || strings.Contains(address, "attach") {
			t.Errorf("%q is opened as %q", raw, address)
		}
		for browser, want := range map[string][]string{
			"w3m":                       {"w3m", address},
			"firefox --new-window":      {"firefox", "--new-window", address},
			"open-in %s --quiet":        {"open-in", address, "--quiet"},
			"open-in --url=%s":          {"open-in", "--url=" + address},
			"sh-is-a-name ; $(x) `y` %": {"sh-is-a-name", ";", "$(x)", "`y`", "%", address},
		} {
			if got := (Opener{Browser: browser}).command(t.Context(), address).Args; !slices.Equal(got, want) {
				t.Errorf("%s with %q: %q", browser, raw, got)
			}
		}
	}
}

func TestWhatIsNoAddressIsNotOpened(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{
		"-oProxyCommand=x", "--help", "/etc/passwd", "file:///etc/passwd", "javascript:alert(1)", "JAVASCRIPT:alert(1)", "java\nscript:x",
		"data:text/html,x", "https://-option/", "https://x.example/\n--help", "https://x.example/\x1b]52;c;eA==\a", "https://x.example/\u202efdp.exe",
		"smb://x.example/", "ssh://-oProxyCommand=x/", "vscode://x", "ms-word:ofe|u|https://x.example", "https://" + strings.Repeat("x", 3000) + ".example/",
	} {
		env := panetest.Env(t, text.English)
		m := newModel(Options{
			Env: *env, Library: unplugged{}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
			Opener: Opener{Browser: "false", Desktop: true},
		})
		m.openAddress(raw)
		if !m.notice.error || m.notice.text == "" {
			t.Errorf("%q is opened", raw)
		}
		if strings.ContainsAny(m.notice.text, "\x1b\u202e\a") {
			t.Errorf("%q is told as %q", raw, m.notice.text)
		}
	}
}
