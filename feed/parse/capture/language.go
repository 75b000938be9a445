package capture

import "strings"

// function words tell a language on a page of text; those that two of the
// languages share are left out.
var functionWords = map[string][]string{
	"fr": {"le", "les", "des", "du", "et", "est", "dans", "pour", "qui", "une", "sur", "par", "pas", "au", "aux", "avec", "ce", "cette", "sont", "plus", "ne", "il", "elle", "vues", "ont", "leur", "mais", "ou", "été", "à"},
	"en": {"the", "of", "and", "to", "in", "is", "that", "for", "was", "with", "it", "by", "are", "this", "from", "at", "be", "has", "have", "not", "were", "their", "which", "will", "views", "they", "had"},
	"es": {"el", "los", "las", "y", "del", "una", "por", "con", "para", "que", "su", "al", "lo", "como", "más", "pero", "sus", "fue", "ha", "está"},
	"de": {"der", "die", "das", "und", "ist", "nicht", "ein", "eine", "den", "dem", "mit", "auf", "für", "von", "zu", "im", "sich", "auch", "wird", "sind"},
	"pt": {"os", "da", "do", "não", "uma", "dos", "das", "em", "para", "com", "mais", "ao", "foi", "são", "pela", "seu", "sua", "ou", "é"},
	"it": {"il", "di", "che", "gli", "della", "per", "sono", "è", "una", "nel", "alla", "dei", "più", "anche", "ha", "le", "del", "con", "non"},
}

var languageOf = func() map[string][]string {
	words := map[string][]string{}
	for language, list := range functionWords {
		for _, w := range list {
			words[w] = append(words[w], language)
		}
	}
	return words
}()

// sample is how much of a text is looked at for its language, in bytes.
const sample = 16 << 10

// Language tells the language of a text (BCP 47) by its function words, or
// nothing where too few of them or of several languages are found.
func Language(text string) string {
	counts := map[string]int{}
	total := 0
	for w := range strings.FieldsFuncSeq(strings.ToLower(text[:min(len(text), sample)]), func(r rune) bool {
		return r < 'a' && r != '-' || r > 'z' && r < 0xC0
	}) {
		total++
		for _, l := range languageOf[w] {
			counts[l]++
		}
	}
	best, second := "", ""
	for _, l := range []string{"fr", "en", "es", "de", "pt", "it"} {
		switch {
		case best == "" || counts[l] > counts[best]:
			best, second = l, best
		case second == "" || counts[l] > counts[second]:
			second = l
		}
	}
	if counts[best] < 2 || counts[best]*12 < total || counts[best]*4 < counts[second]*5 {
		return ""
	}
	return best
}
