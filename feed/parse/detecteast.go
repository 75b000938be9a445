package parse

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/traditionalchinese"
)

// enoughWide is the number of characters of two bytes from which a headline alone
// tells its encoding.
const enoughWide = 4

// eastern recognises the encodings of two bytes by what makes each of them unlike
// the others, in texts that are too short to be counted: Japanese has kana,
// Korean has syllables of one range, and only Traditional Chinese has common
// characters that end with ASCII bytes. It returns nil when none is plain.
func eastern(sample []byte) encoding.Encoding {
	if kana, others, ok := wideText(sample, japanese.ShiftJIS, unicode.Hiragana, unicode.Katakana); ok && kana > 0 && kana+others >= enoughWide {
		return japanese.ShiftJIS
	}
	if hangul, others, ok := wideText(sample, korean.EUCKR, unicode.Hangul); ok && hangul >= enoughWide && others == 0 && leads(sample, 0xB0, 0xC8) {
		return korean.EUCKR
	}
	if _, han, ok := wideText(sample, traditionalchinese.Big5); ok && han >= enoughWide && leads(sample, 0xA1, 0xC6) && lowTrails(sample) {
		return traditionalchinese.Big5
	}
	return nil
}

// wideText counts the letters of a text that are of some scripts and those of
// other ones. ok tells whether the text decodes without error to letters of two
// bytes for the most part, as no text in Latin letters does.
func wideText(sample []byte, enc encoding.Encoding, scripts ...*unicode.RangeTable) (in, others int, ok bool) {
	ascii := 0
	for text := decode(enc, sample); len(text) > 0; {
		r, n := utf8.DecodeRune(text)
		text = text[n:]
		switch {
		case r == utf8.RuneError, r >= 0xFF61 && r <= 0xFF9F, r >= 0x80 && r < 0xA0: // half of a letter is none
			return 0, 0, false
		case r < utf8.RuneSelf && unicode.IsLetter(r):
			ascii++
		case unicode.In(r, scripts...):
			in++
		case unicode.Is(unicode.Han, r), unicode.IsLetter(r) && r > 0x2E7F:
			others++
		}
	}
	return in, others, ascii <= in+others
}

// leads tells whether the first bytes of all pairs beyond ASCII are in a range.
func leads(sample []byte, low, high byte) bool {
	for i := 0; i < len(sample); i++ {
		c := sample[i]
		if c < utf8.RuneSelf {
			continue
		}
		if (c < low || c > high) && (c < 0xA1 || c > 0xA3) { // these are signs in all of them
			return false
		}
		i++
	}
	return true
}

// lowTrails tells whether some pairs end with an ASCII byte.
func lowTrails(sample []byte) bool {
	for i := 0; i+1 < len(sample); i++ {
		if sample[i] < utf8.RuneSelf {
			continue
		}
		i++
		if sample[i] < utf8.RuneSelf {
			return true
		}
	}
	return false
}
