package parse

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// toUTF8 returns a document as valid UTF-8 without a byte order mark. What the
// bytes say wins over what is declared: a byte order mark, the pattern of wide
// characters, valid UTF-8; then what is declared in the HTTP header, the XML
// declaration or a <meta>, as far as the bytes bear it out; then detection. A
// body that needs no change is returned as it is.
func toUTF8(body []byte, contentType string) []byte {
	if enc, skip := wide(body); enc != nil {
		return decode(enc, body[skip:])
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	if bytes.Contains(body, []byte(shiftKorean)) {
		return decode(korean.EUCKR, unshift(body))
	}
	if utf8.Valid(body) {
		if enc := shifted(body, contentType); enc != nil {
			return decode(enc, body)
		}
		return liftC1(body)
	}
	if nearlyUTF8(body) {
		return liftC1(mendUTF8(body))
	}
	for _, label := range declared(body, contentType) {
		if enc := lookup(label); enc != nil && bearsOut(body, enc) {
			return liftC1(decode(enc, body))
		}
	}
	return liftC1(decode(detect(body), body))
}

// wide recognises UTF-16 and UTF-32, with a byte order mark or by where the zero
// bytes of the first characters are (XML 1.0, appendix F), and EBCDIC. skip is
// the length of the mark.
func wide(b []byte) (enc encoding.Encoding, skip int) {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe\x00\x00")):
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), 4
	case bytes.HasPrefix(b, []byte("\x00\x00\xfe\xff")):
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), 4
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 2
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 2
	case bytes.HasPrefix(b, []byte("\x4c\x6f\xa7\x94")): // <?xm
		return ebcdic(b), 0
	}
	head := b[:min(len(b), 64)&^3]
	if len(head) < 8 {
		return nil, 0
	}
	var zero [4]int
	for i, c := range head {
		if c == 0 {
			zero[i&3]++
		}
	}
	n := len(head) / 4
	most := func(i int) bool { return zero[i] > n*3/4 }
	few := func(i int) bool { return zero[i] < (n+3)/4 }
	switch {
	case most(0) && most(1) && few(3):
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), 0
	case most(2) && most(3) && few(0):
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), 0
	case most(0) && most(2) && few(1) && few(3):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 0
	case most(1) && most(3) && few(0) && few(2):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 0
	}
	return nil, 0
}

// ebcdic tells which EBCDIC a document is in: all of them have letters and digits
// in the same places, so that the declaration can be read.
func ebcdic(b []byte) encoding.Encoding {
	head := decode(charmap.CodePage037, b[:min(len(b), 128)])
	for _, label := range declared(head, "") {
		if enc := lookup(label); enc != nil {
			return enc
		}
	}
	return charmap.CodePage037
}

// declared returns the names of the encodings that are declared, in the order of
// their weight: the HTTP header (RFC 7303, section 3), the XML declaration, an
// HTML <meta>.
func declared(body []byte, contentType string) []string {
	var labels []string
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		labels = append(labels, params["charset"])
	}
	head := body[:min(len(body), 4096)]
	if i := bytes.Index(head, []byte("<?xml")); i >= 0 {
		decl := string(head[i : i+after(head[i:], "?>")])
		if label := attribute(decl, "encoding"); label != "" {
			labels = append(labels, label)
		}
	}
	for rest := head; ; {
		i := indexFold(rest, "<meta")
		if i < 0 {
			return labels
		}
		tag := string(rest[i : i+after(rest[i:], ">")])
		rest = rest[i+len("<meta"):]
		if label := attribute(tag, "charset"); label != "" {
			labels = append(labels, label)
		}
	}
}

// attribute finds name=value in a piece of markup, quoted or not, also inside
// another value (content="text/html; charset=x").
func attribute(markup, name string) string {
	i := indexFold([]byte(markup), name) // lower case may have another length
	if i < 0 {
		return ""
	}
	rest, ok := strings.CutPrefix(strings.TrimLeft(markup[i+len(name):], " \t\r\n"), "=")
	if !ok {
		return ""
	}
	rest = strings.TrimLeft(rest, " \t\r\n\"'")
	if end := strings.IndexAny(rest, "\"' \t\r\n;?>/"); end >= 0 {
		rest = rest[:end]
	}
	return rest
}

// lookup finds an encoding by any of its names: those that the web knows (WHATWG
// Encoding, section 4.2), those of the IANA, and those of systems that wrote
// feeds. UTF-8 is none here: the bytes are not valid UTF-8 when a name is looked up.
func lookup(label string) encoding.Encoding {
	given := strings.ToLower(strings.TrimSpace(label))
	label = strings.ReplaceAll(given, "_", "-")
	switch label {
	case "hz-gb-2312", "hz":
		return simplifiedchinese.HZGB2312
	case "cp932", "windows-932":
		return japanese.ShiftJIS
	case "cp949", "uhc":
		return korean.EUCKR
	case "cp936", "gb-2312", "gb-2312-80", "euc-cn":
		return simplifiedchinese.GBK
	}
	for _, l := range []string{given, label} {
		if enc, err := htmlindex.Get(l); err == nil {
			return unlessWide(enc)
		}
	}
	return lookupPage(label)
}

// unlessWide is enc, unless it is of Unicode or of none.
func unlessWide(enc encoding.Encoding) encoding.Encoding {
	if name, err := htmlindex.Name(enc); err != nil || enc == encoding.Replacement || strings.HasPrefix(name, "utf-") {
		return nil
	}
	return enc
}

// lookupPage finds the code pages of single bytes that the web has forgotten.
// What a name ends with says which one it is.
func lookupPage(label string) encoding.Encoding {
	name := label
	for _, prefix := range []string{"cs", "x-", "windows-", "ibm-", "ibm", "cp-", "cp"} {
		name = strings.TrimPrefix(name, prefix)
	}
	switch name {
	case "037", "37", "039", "ebcdic-cp-us", "ebcdic-cp-ca", "ebcdic-cp-wt", "ebcdic-cp-nl":
		return charmap.CodePage037
	case "1140", "01140":
		return charmap.CodePage1140
	case "1047":
		return charmap.CodePage1047
	case "500", "ebcdic-cp-be", "ebcdic-cp-ch":
		return codePage500()
	case "874":
		return charmap.Windows874
	case "858", "00858":
		return charmap.CodePage858
	case "is":
		name = "861"
	case "pc775baltic":
		name = "775"
	}
	switch strings.ReplaceAll(name, "-", "") {
	case "macroman":
		return charmap.Macintosh
	case "maccyrillic", "macukraine":
		return charmap.MacintoshCyrillic
	case "maccentraleurope", "macce", "maclatin2":
		name = "maccentraleurope"
	case "macgreek", "maciceland", "macturkish":
		name = strings.ReplaceAll(name, "-", "")
	}
	if page := codePageOf(name); page != nil {
		return page
	}
	for _, n := range []string{label, "windows-" + name, name} {
		enc, _ := ianaindex.IANA.Encoding(n)
		if page, ok := enc.(*charmap.Charmap); ok {
			return page
		}
	}
	return nil
}

// shiftKorean announces ISO-2022-KR (RFC 1557).
const shiftKorean = "\x1b$)C"

// unshift turns ISO-2022-KR, whose letters stand between two controls and look like
// ASCII, into EUC-KR.
func unshift(body []byte) []byte {
	body = bytes.ReplaceAll(body, []byte(shiftKorean), nil)
	out := make([]byte, 0, len(body))
	var high byte
	for _, c := range body {
		switch c {
		case 0x0E:
			high = 0x80
		case 0x0F, '\n':
			high = 0
		}
		if c != 0x0E && c != 0x0F {
			out = append(out, c|high)
		}
	}
	return out
}

// shifted recognises the encodings that write other letters with ASCII bytes:
// ISO-2022-JP and its like by their escapes, HZ by its braces where it is declared.
func shifted(body []byte, contentType string) encoding.Encoding {
	if esc := bytes.IndexByte(body, 0x1b); esc >= 0 && (bytes.HasPrefix(body[esc:], []byte("\x1b$")) || bytes.HasPrefix(body[esc:], []byte("\x1b("))) {
		return lookup("iso-2022-jp")
	}
	if bytes.Contains(body, []byte("~{")) {
		for _, l := range declared(body, contentType) {
			if enc := lookup(l); enc == simplifiedchinese.HZGB2312 {
				return enc
			}
		}
	}
	return nil
}

func decode(enc encoding.Encoding, body []byte) []byte {
	out, err := enc.NewDecoder().Bytes(body)
	if err != nil || !utf8.Valid(out) {
		return bytes.ToValidUTF8(out, []byte("\uFFFD"))
	}
	return bytes.TrimPrefix(out, []byte("\xef\xbb\xbf"))
}

// bearsOut tells whether the bytes can be what is declared. An encoding of many
// bytes a letter must decode nearly without error. One of single bytes always
// decodes, so a Western one is doubted where whole words are made of accented
// letters.
func bearsOut(body []byte, enc encoding.Encoding) bool {
	sample := highText(body)
	out := decode(enc, sample)
	if bad := bytes.Count(out, []byte("\uFFFD")); bad*50 > len(sample) || bad*10 > utf8.RuneCount(out) {
		return false
	}
	if enc != charmap.Windows1252 && enc != charmap.Macintosh && enc != charmap.ISO8859_15 {
		return true
	}
	if !wordsOfHighBytes(sample) {
		return true
	}
	other, confidence := guess(sample)
	return other == nil || confidence < sure || other == charmap.Windows1252
}
