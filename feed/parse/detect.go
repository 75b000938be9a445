package parse

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// maxSample is how much text beyond ASCII detection looks at, in bytes.
const maxSample = 32 << 10

// highText returns the lines of a document that hold bytes beyond ASCII, cut at
// tags: a detector that counts would take markup for English.
func highText(body []byte) []byte {
	out := make([]byte, 0, 1024)
	for i := 0; i < len(body) && len(out) < maxSample; {
		for i < len(body) && body[i] < utf8.RuneSelf {
			i++
		}
		if i == len(body) {
			break
		}
		from := i
		for from > 0 && from > i-200 && !edge(body[from-1]) {
			from--
		}
		for i < len(body) && i < from+2000 && !edge(body[i]) {
			i++
		}
		out = append(append(out, body[from:i]...), '\n')
	}
	return out
}

func edge(c byte) bool { return c == '<' || c == '>' || c == '\n' }

// wordsOfHighBytes tells whether runs of four and more bytes beyond ASCII are
// common, or words that hold no other bytes: they are in Cyrillic, Greek or
// Chinese, and not in Latin letters.
func wordsOfHighBytes(b []byte) bool {
	high, inRuns, inWords := 0, 0, 0
	for i := 0; i < len(b); {
		word, run, pure := 0, 0, true
		for ; i < len(b) && (b[i] >= utf8.RuneSelf || letter(b[i])); i++ {
			if b[i] < utf8.RuneSelf {
				pure, run = false, 0
				continue
			}
			word++
			if run++; run == 4 {
				inRuns += 4
			} else if run > 4 {
				inRuns++
			}
		}
		high += word
		if pure && word > 1 {
			inWords += word
		}
		i++
	}
	return high > 0 && (inRuns*2 > high || inWords*4 > high*3)
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// The detector's confidence, from 0 to 1, from which it is believed: over what is
// declared, and that a text is of two bytes a letter.
const (
	sure      = 0.8
	certain   = 0.95
	thinkable = 0.2
)

// detect finds the encoding of bytes that declare none, or a wrong one.
func detect(body []byte) encoding.Encoding {
	sample := highText(body)
	if len(sample) <= shortSample {
		if enc := eastern(sample); enc != nil {
			return enc
		}
	}
	other, confidence := guess(sample)
	if other != nil && !latinLetters(other) && (wordsOfHighBytes(sample) || confidence >= certain && doubleByte(other)) {
		return other
	}
	enc, covered := latin(sample)
	if covered < 0.7 && other != nil && confidence >= sure {
		return other // short words of another script
	}
	return enc
}

// shortSample is how much text is too short for the detector, in bytes.
const shortSample = 200

// latinLetters tells the encodings of languages in Latin letters, which latin
// tells apart better than the detector.
func latinLetters(enc encoding.Encoding) bool {
	switch enc {
	case charmap.Windows1250, charmap.Windows1252, charmap.Windows1254, charmap.Windows1257, charmap.ISO8859_2, charmap.ISO8859_15, charmap.Macintosh:
		return true
	}
	return false
}

// doubleByte tells the encodings of Chinese, Japanese and Korean.
func doubleByte(enc encoding.Encoding) bool {
	switch enc {
	case japanese.ShiftJIS, japanese.EUCJP, korean.EUCKR, simplifiedchinese.GBK, simplifiedchinese.GB18030, traditionalchinese.Big5:
		return true
	}
	return false
}

// guess asks the detector, which is right on every script but the Latin and the
// Arabic one.
func guess(sample []byte) (enc encoding.Encoding, confidence float64) {
	found := chardet.Detect(sample)
	if found.Confidence < sure {
		if enc := arabic(sample); enc != nil {
			return enc, sure
		}
	}
	enc = lookup(found.Encoding)
	if enc == nil || found.Confidence < thinkable {
		return nil, 0
	}
	if bad := bytes.Count(decode(enc, sample), []byte("\uFFFD")); bad*50 > len(sample) {
		return nil, 0
	}
	return enc, found.Confidence
}

// arabic recognises Arabic by its two commonest letters, alef and lam, which
// make up a quarter of any text and stand where no other script has common ones.
func arabic(sample []byte) encoding.Encoding {
	var n [256]int
	high := 0
	for _, c := range sample {
		if c >= utf8.RuneSelf {
			n[c]++
			high++
		}
	}
	switch {
	case n[0xC7]*12 < high:
		return nil
	case n[0xE1]*20 > high:
		return charmap.Windows1256
	case n[0xE4]*20 > high:
		return charmap.ISO8859_6
	}
	return nil
}

// latinTongue is a language in Latin letters: the accented letters that it
// uses, and the encodings that it was written in, the likeliest first.
type latinTongue struct {
	letters   string
	encodings []encoding.Encoding
}

// latinTongues lists the languages that latin tells apart. Where two explain a
// text equally well, the one that stands first wins.
func latinTongues() []latinTongue {
	west := []encoding.Encoding{charmap.Windows1252, charmap.Macintosh, charmap.CodePage850}
	central := []encoding.Encoding{charmap.Windows1250, charmap.ISO8859_2}
	return []latinTongue{
		{"àâæçéèêëîïôœùûüÿ", west},
		{"áéíñóúüçàòèï", west},
		{"äöüßé", west},
		{"áâãàçéêíóôõúü", west},
		{"àèéìíòóùú", west},
		{"æøåéäöüèà", west},
		{"ëéïóöüèçá", west},
		{"áðéíóúýþæö", west},
		{"áéíóöőúüű", central},
		{"áčďéěíňóřšťúůýž", central},
		{"áäčďéíĺľňóôŕšťúýž", central},
		{"ąćęłńóśźż", central},
		{"čćđšž", central},
		{"ăâîşţ", central},
		{"çğıöşüâîûİ", []encoding.Encoding{charmap.Windows1254}},
		{"ąčęėįšųūž", []encoding.Encoding{charmap.Windows1257}},
		{"āčēģīķļņšūž", []encoding.Encoding{charmap.Windows1257}},
		{"äöüõšž", []encoding.Encoding{charmap.Windows1257}},
	}
}

// latin finds the encoding in which one language explains the most of a text's
// letters beyond ASCII, and the share that it explains.
func latin(sample []byte) (best encoding.Encoding, covered float64) {
	best = charmap.Windows1252
	if len(highLetters(decode(best, sample))) == 0 {
		return best, 1 // signs alone, such as quotation marks and the euro
	}
	texts := make(map[encoding.Encoding]map[rune]int)
	for _, tongue := range latinTongues() {
		for i, enc := range tongue.encodings {
			letters := texts[enc]
			if letters == nil {
				letters = highLetters(decode(enc, sample))
				texts[enc] = letters
			}
			c := coverage(letters, tongue.letters) - 0.02*float64(i)
			if c > covered+0.001 {
				best, covered = enc, c
			}
		}
	}
	return best, covered
}

// highLetters counts the characters beyond ASCII that stand in words. Signs
// that no word holds count as letters there, so that they speak against an
// encoding.
func highLetters(text []byte) map[rune]int {
	found := make(map[rune]int)
	before := ' '
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		i += n
		next, _ := utf8.DecodeRune(text[i:])
		inWord := unicode.IsLetter(before) && unicode.IsLetter(next) && r != '’' && r != '\u00AD'
		if r >= utf8.RuneSelf && (unicode.IsLetter(r) || inWord || r == utf8.RuneError || unicode.IsControl(r)) {
			found[unicode.ToLower(r)]++
		}
		before = r
	}
	return found
}

func coverage(found map[rune]int, letters string) float64 {
	if len(found) == 0 {
		return 0
	}
	all, in := 0, 0
	for r, n := range found {
		all += n
		if bytes.ContainsRune([]byte(letters), r) {
			in += n
		}
	}
	return float64(in) / float64(all)
}

// nearlyUTF8 tells whether a document is UTF-8 but for some stray bytes.
func nearlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good > 0 && bad <= good
}

// mendUTF8 reads the stray bytes of a document that is nearly UTF-8 as
// windows-1252; at its end, half a character is one that was cut.
func mendUTF8(b []byte) []byte {
	out := make([]byte, 0, len(b)+64)
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r != utf8.RuneError || n > 1 {
			out = append(out, b[i:i+n]...)
		} else if len(b)-i < utf8.UTFMax && !utf8.FullRune(b[i:]) {
			break
		} else {
			out = utf8.AppendRune(out, charmap.Windows1252.DecodeByte(b[i]))
		}
		i += n
	}
	return out
}

// liftC1 reads the C1 controls U+0080 to U+009F of a UTF-8 document as the
// windows-1252 characters that they were before someone took them for Latin-1.
func liftC1(b []byte) []byte {
	at := c1At(b, 0)
	if at < 0 {
		return b
	}
	out := make([]byte, 0, len(b)+64)
	from := 0
	for ; at >= 0; at = c1At(b, from) {
		out = append(out, b[from:at]...)
		if r := charmap.Windows1252.DecodeByte(b[at+1]); r != utf8.RuneError {
			out = utf8.AppendRune(out, r)
		}
		from = at + 2
	}
	return append(out, b[from:]...)
}

// c1At finds the next C1 control, which UTF-8 writes as C2 80 to C2 9F.
func c1At(b []byte, from int) int {
	for i := from; i < len(b); {
		j := bytes.IndexByte(b[i:], 0xC2)
		if j < 0 || i+j+1 >= len(b) {
			return -1
		}
		i += j
		if c := b[i+1]; c >= 0x80 && c < 0xA0 {
			return i
		}
		i += 2
	}
	return -1
}
