package plain

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// maxLink is the longest address in bytes, before and after it is normalised.
const maxLink = 2048

// Link decides whether an address may be opened, fetched or made clickable, and
// returns it normalised: printable ASCII alone, the scheme in lower case, an
// international host in its ASCII form (so that letters that only look like
// others are seen), everything else percent-encoded (RFC 3986, section 2.1).
// It passes http and https with a host, and mailto with an address.
func Link(raw string) (string, bool) {
	raw = strings.Trim(raw, " \t\r\n")
	if raw == "" || raw[0] == '-' || len(raw) > maxLink || disguised(raw) {
		return "", false
	}
	u, err := url.Parse(raw)
	if err != nil {
		return "", false
	}
	var link string
	var ok bool
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		link, ok = webLink(u)
	case "mailto":
		link, ok = mailLink(u)
	}
	if !ok || len(link) > maxLink {
		return "", false
	}
	return link, true
}

// Web takes an address of the web apart, as Link passes it: into the address alone,
// which may be shown and stored, and the user name and password that it held, nil
// for none. It passes no other kind of address.
func Web(raw string) (link string, user *url.Userinfo, ok bool) {
	u, err := url.Parse(strings.Trim(raw, " \t\r\n"))
	if err != nil || !strings.EqualFold(u.Scheme, "http") && !strings.EqualFold(u.Scheme, "https") {
		return "", nil, false
	}
	user, u.User = u.User, nil
	link, ok = Link(u.String())
	if !ok {
		return "", nil, false
	}
	return link, user, true
}

// Percents encodes the percent signs of an address that encode nothing, as browsers
// read them.
func Percents(raw string) string {
	i := strings.IndexByte(raw, '%')
	if i < 0 {
		return raw
	}
	const hex = "0123456789abcdefABCDEF"
	var b strings.Builder
	for ; i >= 0; i = strings.IndexByte(raw, '%') {
		b.WriteString(raw[:i+1])
		raw = raw[i+1:]
		if len(raw) < 2 || strings.IndexByte(hex, raw[0]) < 0 || strings.IndexByte(hex, raw[1]) < 0 {
			b.WriteString("25")
		}
	}
	b.WriteString(raw)
	return b.String()
}

// disguised tells whether an address holds what is not seen: no address is
// written with it, and none may be read otherwise than it looks.
func disguised(raw string) bool {
	for _, r := range raw {
		if r < ' ' || r == 0x7F || r == utf8.RuneError {
			return true
		}
		if r > 0x7F && class(r) != visible && class(r) != mark {
			return true
		}
	}
	return false
}

func webLink(u *url.URL) (string, bool) {
	host, ok := asciiHost(u)
	if !ok {
		return "", false
	}
	var b strings.Builder
	b.WriteString(strings.ToLower(u.Scheme))
	b.WriteString("://")
	if u.User != nil {
		b.WriteString(escape(u.User.String()))
		b.WriteByte('@')
	}
	b.WriteString(host)
	b.WriteString(escape(u.EscapedPath()))
	if u.RawQuery != "" || u.ForceQuery {
		b.WriteByte('?')
		b.WriteString(escape(u.RawQuery))
	}
	if u.Fragment != "" {
		b.WriteByte('#')
		b.WriteString(escape(u.EscapedFragment()))
	}
	return b.String(), true
}

// asciiHost returns the host and port as the network knows them.
func asciiHost(u *url.URL) (string, bool) {
	name, port := u.Hostname(), u.Port()
	if name == "" || name[0] == '-' || strings.Contains(name, ":") != strings.HasPrefix(u.Host, "[") {
		return "", false
	}
	if strings.Contains(name, ":") { // IPv6, with a zone or without
		name = "[" + strings.ReplaceAll(name, "%", "%25") + "]"
	} else {
		for i := range len(name) {
			if name[i] >= utf8.RuneSelf {
				ascii, err := idna.Lookup.ToASCII(name)
				if err != nil {
					return "", false
				}
				name = ascii
				break
			}
		}
		name = strings.ToLower(name)
	}
	if escape(name) != name || strings.ContainsAny(name, "/?#@") || strings.Contains(name, "%") && name[0] != '[' {
		return "", false
	}
	if port != "" {
		name += ":" + port
	}
	return name, true
}

// mailLink keeps the addresses, the subject and the body: other fields can
// attach files or copy others in, in some mail programs. A mail without an address
// has a subject or a body at least (RFC 6068, section 2).
func mailLink(u *url.URL) (string, bool) {
	to := escape(u.Opaque)
	name, domain, ok := strings.Cut(to, "@")
	if to != "" && (!ok || name == "" || domain == "" || name[0] == '-' || strings.HasPrefix(name, "%2D") || strings.HasPrefix(name, "%2d")) {
		return "", false
	}
	var fields []string
	for field := range strings.SplitSeq(u.RawQuery, "&") {
		key, _, _ := strings.Cut(field, "=")
		if k := strings.ToLower(key); k == "subject" || k == "body" {
			fields = append(fields, escape(field))
		}
	}
	if to == "" && (len(fields) == 0 || u.Path != "" || u.Host != "") {
		return "", false
	}
	link := "mailto:" + to
	if len(fields) > 0 {
		link += "?" + strings.Join(fields, "&")
	}
	return link, true
}

// escape percent-encodes what may not stand in an address. What is encoded
// already stays as it is.
func escape(s string) string {
	const hex = "0123456789ABCDEF"
	clean := true
	for i := range len(s) {
		if !inAddress(s[i]) {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	b := make([]byte, 0, len(s)+16)
	for i := range len(s) {
		if c := s[i]; inAddress(c) {
			b = append(b, c)
		} else {
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	return string(b)
}

// inAddress tells the bytes that an address may hold, "%" with them.
func inAddress(c byte) bool {
	return c > ' ' && c < 0x7F && !strings.ContainsRune("\"<>\\^`{|}", rune(c))
}
