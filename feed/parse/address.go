package parse

import (
	"net/url"
	"strings"

	"griot/render/plain"
)

// resolve makes an absolute URL of a reference (RFC 3986, section 5); nil when it
// can't be read or stays relative.
func resolve(base *url.URL, ref string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil {
		return nil
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if !u.IsAbs() {
		return nil
	}
	return u
}

// address returns a reference as an absolute http(s) address that plain.Link lets
// pass, or nothing. White space inside comes from broken lines and goes.
func address(base *url.URL, ref string) string {
	ref = strings.TrimSpace(ref)
	if strings.ContainsAny(ref, "\n\r\t") {
		ref = strings.NewReplacer("\n", "", "\r", "", "\t", "").Replace(ref)
	}
	if ref == "" {
		return ""
	}
	ref = bareScheme(ref)
	if !strings.HasPrefix(ref, "http://") && !strings.HasPrefix(ref, "https://") {
		u, err := url.Parse(plain.Percents(ref))
		switch {
		case err != nil:
			return ""
		case u.IsAbs():
		case base != nil:
			u = base.ResolveReference(u)
		case u.Host != "":
			u.Scheme = "https"
		case strings.HasPrefix(ref, "www."):
			u = &url.URL{Scheme: "http", Opaque: "//" + ref}
		}
		ref = u.String()
	}
	return webAddress(ref)
}

// bareScheme reads the scheme "feed" as http, which it stands for.
func bareScheme(ref string) string {
	if len(ref) < 6 || !strings.EqualFold(ref[:5], "feed:") {
		return ref
	}
	if rest := ref[5:]; !strings.HasPrefix(rest, "//") {
		return rest
	}
	return "http:" + ref[5:]
}

// webAddress passes absolute http(s) addresses alone.
func webAddress(ref string) string {
	link, ok := plain.Link(plain.Percents(ref))
	if !ok || strings.HasPrefix(link, "mailto:") {
		return ""
	}
	return link
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// looksAbsolute tells whether an id is an address that could be opened.
func looksAbsolute(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}
