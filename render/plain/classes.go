package plain

import "unicode"

// runeClass is what becomes of a rune.
type runeClass uint8

const (
	visible   runeClass = iota // kept
	dropped                    // never kept
	mark                       // kept on a base, a few of them
	joiner                     // ZWJ, ZWNJ: kept between what they join
	variation                  // a variation selector: kept once after what can vary
)

const (
	zwnj = 0x200C
	zwj  = 0x200D

	// maxMarks and maxScriptMarks are how many combining marks a base may bear:
	// accents that go with any script (Vietnamese needs two), and a script's own
	// vowel signs and stacked letters (Tibetan needs most).
	maxMarks       = 4
	maxScriptMarks = 8

	kittyPlaceholder = 0x10EEEE // kitty draws an image where this character stands
)

// class tells what becomes of a rune above ASCII or a control.
func class(r rune) runeClass {
	switch {
	case r < 0x20, r >= 0x7F && r < 0xA0:
		return dropped
	case r < 0x300: // Latin and phonetic letters
		if r == 0xAD { // soft hyphen: nothing here hyphenates, and it hides in words
			return dropped
		}
		return visible
	case r >= 0x0400 && r < 0x0483, r >= 0x05D0 && r < 0x05EB, r >= 0x0620 && r < 0x064B, r >= 0x0671 && r < 0x06D4, r >= 0x3041 && r < 0x3099, r >= 0x4E00 && r < 0xA000, r >= 0xAC00 && r < 0xD7A4:
		return visible // Cyrillic, Hebrew, Arabic, kana, ideographs, Hangul letters: no need for the tables
	}
	return classByTable(r)
}

func classByTable(r rune) runeClass {
	switch {
	case r == zwj || r == zwnj:
		return joiner
	case isVariation(r):
		return variation
	case r == kittyPlaceholder, isFiller(r):
		return dropped
	case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Me, r), unicode.Is(unicode.Mc, r):
		return mark
	case unicode.Is(unicode.Cf, r):
		// Bidi controls, tag characters, invisible operators, annotations. The
		// few format characters that are seen are Arabic, Syriac and Kaithi signs
		// that go before a number.
		if unicode.Is(unicode.Prepended_Concatenation_Mark, r) {
			return visible
		}
		return dropped
	case unicode.Is(unicode.Bidi_Control, r), r == 0x2028, r == 0x2029:
		return dropped
	case unicode.Is(unicode.Noncharacter_Code_Point, r):
		return dropped
	case r >= 0xE0000 && r <= 0xE0FFF: // tags and other invisible characters, assigned or not
		return dropped
	}
	return visible
}

// isFiller tells letters and marks that show nothing.
func isFiller(r rune) bool {
	switch r {
	case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0:
		return true
	}
	return false
}

func isVariation(r rune) bool {
	return r >= 0xFE00 && r <= 0xFE0F || r >= 0xE0100 && r <= 0xE01EF || r >= 0x180B && r <= 0x180D || r == 0x180F
}

// varies tells whether the selector can change how the base looks.
func varies(base, selector rune) bool {
	switch {
	case selector == 0xFE0E || selector == 0xFE0F: // text or emoji
		return pictorial(base) || base >= '0' && base <= '9' || base == '#' || base == '*'
	case selector >= 0x180B && selector <= 0x180F:
		return unicode.Is(unicode.Mongolian, base)
	case selector >= 0xE0100:
		return unicode.Is(unicode.Han, base)
	default:
		return unicode.Is(unicode.Han, base) || unicode.Is(unicode.Sm, base) || unicode.Is(unicode.Myanmar, base)
	}
}

// pictorial tells emoji and the symbols that have an emoji form.
func pictorial(r rune) bool {
	return r >= 0x1F000 && r <= 0x1FAFF || r >= 0x2000 && r <= 0x33FF && unicode.In(r, unicode.So, unicode.Sm, unicode.Po, unicode.Pd) ||
		r == 0xA9 || r == 0xAE
}

// joins tells whether a joiner between two runes means something: in emoji, and
// in scripts whose letters change shape beside each other.
func joins(before, after, joiner rune) bool {
	if joiner == zwj && pictorial(after) {
		return pictorial(before) || before == 0xFE0F
	}
	return shaping(before) && shaping(after)
}

func shaping(r rune) bool {
	return r >= 0x0600 && unicode.IsOneOf(shapingScripts[:], r)
}

// shapingScripts are the scripts that ZWJ and ZWNJ are written in (Unicode
// Standard, sections 9.2, 12.1 and 23.2).
var shapingScripts = [...]*unicode.RangeTable{
	unicode.Arabic, unicode.Syriac, unicode.Nko, unicode.Mandaic, unicode.Mongolian, unicode.Adlam,
	unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil,
	unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar, unicode.Tibetan,
}
