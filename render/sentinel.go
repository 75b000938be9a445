package render

import "strings"

// Text goes through Markdown under cover: each character that could mean something
// to a Markdown parser is replaced by a noncharacter (Unicode Standard, section
// 23.7) on its way in and put back on its way out. Cleaned text holds no
// noncharacter, so nothing in an article can be taken for Markdown, for an entity
// or for one of the marks below, and no parser spends time on "*_[" by the
// thousand.
const (
	coverBase = 0xFDD0 // U+FDD0 to U+FDEF stand for the 32 ASCII punctuation characters, in order

	signLeaf    = 0x1FFFE // a paragraph, heading or cell begins
	signInside  = 0x1FFFF // just inside a delimiter, so that it counts as one (CommonMark, section 6.2)
	signBreak   = 0x2FFFE // a line break
	signLinkEnd = 0x2FFFF // the last thing in a link; Glamour puts a blank behind it
	signQuiet   = 0x3FFFE // quiet text begins
	signLoud    = 0x3FFFF // quiet text ends
	coverNBSP   = 0x4FFFE // no-break blanks, which parsers would trim
	coverNNBSP  = 0x4FFFF
	coverWide   = 0x5FFFE // the ideographic blank
	coverF002   = 0x5FFFF // a character that the converter uses for itself
	signStart   = 0x6FFFE // in an export: a line of text begins
	signRaw     = 0x6FFFF // in an export: text without escapes begins or ends

	// outside stands around delimiters, so that they count as such. Covered text
	// has no semicolon of its own.
	outside = ";"
)

// punctuation is ASCII's, in order.
const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

// harmless punctuation needs no cover.
const harmless = "\"$%',/?^"

// cover hides what a Markdown parser could take for its own.
func cover(b *strings.Builder, s string) {
	start := 0
	for i, r := range s {
		c := covered(r)
		if c == r {
			continue
		}
		b.WriteString(s[start:i])
		b.WriteRune(c)
		start = i + len(string(r))
	}
	b.WriteString(s[start:])
}

func covered(r rune) rune {
	switch {
	case r == '\n':
		return signBreak
	case r == 0xA0:
		return coverNBSP
	case r == 0x202F:
		return coverNNBSP
	case r == 0x3000:
		return coverWide
	case r == 0xF002:
		return coverF002
	case r > ' ' && r < 0x7F:
		if i := strings.IndexByte(punctuation, byte(r)); i >= 0 && strings.IndexByte(harmless, byte(r)) < 0 {
			return coverBase + rune(i)
		}
	}
	return r
}

// uncovered returns the character that stands under cover, or r itself.
func uncovered(r rune) rune {
	switch {
	case r >= coverBase && r < coverBase+rune(len(punctuation)):
		return rune(punctuation[r-coverBase])
	case r == coverNBSP:
		return 0xA0
	case r == coverNNBSP:
		return 0x202F
	case r == coverWide:
		return 0x3000
	case r == coverF002:
		return 0xF002
	}
	return r
}
