package parse

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"strings"
	"unicode/utf8"
)

// part is a piece of a message (RFC 2045): a header and what stands below it.
type part struct {
	header []headerField
	body   []byte // encoded as the header says
}

// headerField is a line of a header, its continuations joined to it.
type headerField struct{ name, value string } // name in lower case, value as it is written

const (
	maxHeader      = 256 << 10 // bytes of a header that are looked at
	maxFields      = 1000
	maxPartsInside = 500 // parts of one multipart
	maxHeaderValue = 16 << 10
)

// readPart reads the header that b begins with, up to an empty line or the first
// line that is no field. whole tells whether the header is one from its first line
// to an empty line or the end.
func readPart(b []byte) (p part, whole bool) {
	whole = true
	for at := 0; len(p.header) < maxFields; {
		if at >= len(b) || at > maxHeader {
			p.body = b[min(at, len(b)):]
			return p, whole && at <= maxHeader
		}
		line, next := lineAt(b, at)
		name, value, ok := bytes.Cut(line, []byte(":"))
		switch {
		case len(line) == 0:
			p.body = b[next:]
			return p, whole
		case (line[0] == ' ' || line[0] == '\t') && len(p.header) > 0:
			last := &p.header[len(p.header)-1]
			if len(last.value) < maxHeaderValue {
				last.value += " " + string(bytes.TrimSpace(line))
			}
		case ok && fieldName(bytes.TrimRight(name, " \t")):
			p.header = append(p.header, headerField{
				strings.ToLower(string(bytes.TrimRight(name, " \t"))),
				string(bytes.TrimSpace(value[:min(len(value), maxHeaderValue)])),
			})
		case bytes.HasPrefix(line, []byte(">From ")): // what a careless copy made of the line before a message
		default:
			p.body = b[at:]
			return p, false
		}
		at = next
	}
	return p, false
}

// lineAt returns the line that begins at i, without its end, and where the next one
// begins.
func lineAt(b []byte, i int) (line []byte, next int) {
	end := bytes.IndexByte(b[i:], '\n')
	if end < 0 {
		return bytes.TrimSuffix(b[i:], []byte("\r")), len(b)
	}
	return bytes.TrimSuffix(b[i:i+end], []byte("\r")), i + end + 1
}

// fieldName tells whether a name may be that of a header field (RFC 5322, section
// 2.2).
func fieldName(name []byte) bool {
	for _, c := range name {
		if c <= ' ' || c >= 0x7F {
			return false
		}
	}
	return len(name) > 0 && len(name) <= 76
}

// raw returns the first field of a name as it is written.
func (p *part) raw(name string) string {
	for _, f := range p.header {
		if f.name == name {
			return f.value
		}
	}
	return ""
}

func (p *part) has(names ...string) bool {
	for _, f := range p.header {
		for _, name := range names {
			if f.name == name {
				return true
			}
		}
	}
	return false
}

// text returns the first field of a name, its encoded words (RFC 2047) decoded.
func (p *part) text(name string) string { return decodeWords(p.raw(name)) }

func decodeWords(s string) string {
	if !utf8.ValidString(s) {
		s = string(toUTF8([]byte(s), ""))
	}
	if decoded, err := wordDecoder().DecodeHeader(joinWords(s)); err == nil {
		return decoded
	}
	return s
}

// joinWords makes one encoded word of neighbours in the same encoding: some programs
// divide a letter of several bytes between them.
func joinWords(s string) string {
	var out []byte
	last := "" // charset and encoding of the word that out ends in
	for {
		i := strings.Index(s, "=?")
		if i < 0 {
			return string(append(out, s...))
		}
		parts := strings.SplitN(s[i+2:], "?", 4)
		if len(parts) < 4 || !strings.HasPrefix(parts[3], "=") {
			out = append(out, s[:i+2]...)
			s, last = s[i+2:], ""
			continue
		}
		encoding := strings.ToLower(parts[1])
		kind := strings.ToLower(parts[0]) + "?" + encoding + "?"
		if last == kind && strings.TrimSpace(s[:i]) == "" {
			out = append(out[:len(out)-len("?=")], parts[2]...)
		} else {
			out = append(append(append(out, s[:i]...), "=?"+kind...), parts[2]...)
		}
		out = append(out, "?="...)
		last = kind
		if encoding == "b" && (len(parts[2])%4 != 0 || strings.HasSuffix(parts[2], "=")) {
			last = "" // it is padded, and can't go on
		}
		s = parts[3][1:]
	}
}

func wordDecoder() *mime.WordDecoder {
	return &mime.WordDecoder{CharsetReader: func(label string, r io.Reader) (io.Reader, error) {
		if enc := lookup(label); enc != nil {
			return enc.NewDecoder().Reader(r), nil
		}
		b, err := io.ReadAll(io.LimitReader(r, maxHeaderValue))
		return bytes.NewReader(toUTF8(b, "")), err
	}}
}

// media returns the type of a part, in lower case, and its parameters; fallback
// when it has none.
func (p *part) media(fallback string) (string, map[string]string) {
	raw := p.raw("content-type")
	if raw == "" {
		return fallback, nil
	}
	media, params, err := mime.ParseMediaType(raw)
	if err == nil || media != "" {
		if params == nil { // one parameter is wrong: what matters is found all the same
			params = map[string]string{"boundary": attribute(raw, "boundary"), "charset": attribute(raw, "charset")}
		}
		return media, params
	}
	media = mediaType(raw)
	if !strings.Contains(media, "/") {
		media = fallback
	}
	return media, map[string]string{"boundary": attribute(raw, "boundary")}
}

// fileName is what an attached part is called; empty when it has no name.
func (p *part) fileName() string {
	if _, params, err := mime.ParseMediaType(p.raw("content-disposition")); err == nil && params["filename"] != "" {
		return oneLine(decodeWords(params["filename"]), 200)
	}
	_, params := p.media("")
	return oneLine(decodeWords(params["name"]), 200)
}

// attached tells whether a part is to be kept apart from the text.
func (p *part) attached() bool {
	return strings.HasPrefix(strings.ToLower(p.raw("content-disposition")), "attachment")
}

// decoded is the content of a part as bytes.
func (p *part) decoded() []byte {
	switch strings.ToLower(strings.TrimSpace(p.raw("content-transfer-encoding"))) {
	case "base64":
		return decodeBase64(p.body)
	case "quoted-printable":
		return decodeQuoted(p.body)
	default:
		return p.body
	}
}

// parts are the parts of a multipart (RFC 2046, section 5.1.1). The last one may
// have lost its end.
func (p *part) parts(boundary string) []part {
	if boundary == "" {
		return nil
	}
	var parts []part
	mark := []byte("--" + boundary)
	start := -1
	for at := 0; at < len(p.body) && len(parts) < maxPartsInside; {
		i := bytes.Index(p.body[at:], mark)
		if i < 0 {
			break
		}
		i += at
		line, next := lineAt(p.body, i)
		at = next
		rest := string(bytes.TrimRight(line[len(mark):], " \t"))
		if i > 0 && p.body[i-1] != '\n' || rest != "" && rest != "--" {
			continue
		}
		if start >= 0 {
			one, _ := readPart(withoutLineEnd(p.body[start:i]))
			parts = append(parts, one)
			start = -1
		}
		if rest == "--" {
			return parts
		}
		start = next
	}
	if start >= 0 && len(parts) < maxPartsInside {
		one, _ := readPart(p.body[start:])
		parts = append(parts, one)
	}
	return parts
}

func withoutLineEnd(b []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(b, []byte("\n")), []byte("\r"))
}

// decodeBase64 decodes what is base64 in b, up to where it is cut off.
func decodeBase64(b []byte) []byte {
	letters := make([]byte, 0, len(b))
	for _, c := range b {
		if c == '=' {
			break
		}
		if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' {
			letters = append(letters, c)
		}
	}
	if len(letters)%4 == 1 {
		letters = letters[:len(letters)-1]
	}
	n, _ := base64.RawStdEncoding.Decode(letters, letters) // in place: it writes behind where it reads
	return letters[:n]
}

// decodeQuoted decodes quoted-printable (RFC 2045, section 6.7). What is none stays
// as it is.
func decodeQuoted(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for at := 0; at < len(b); {
		line, next := lineAt(b, at)
		broken := next > at && b[next-1] == '\n'
		line = bytes.TrimRight(line, " \t")
		at = next
		for i := 0; i < len(line); i++ {
			switch {
			case line[i] != '=':
				out = append(out, line[i])
			case i == len(line)-1:
				broken = false
			case i+2 < len(line) && isHex(line[i+1]) && isHex(line[i+2]):
				out = append(out, hexValue(line[i+1])<<4|hexValue(line[i+2]))
				i += 2
			default:
				out = append(out, '=')
			}
		}
		if broken {
			out = append(out, '\n')
		}
	}
	return out
}

func hexValue(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c <= 'F':
		return c - 'A' + 10
	default:
		return c - 'a' + 10
	}
}
