package text

import (
	"strings"

	"golang.org/x/text/language"
)

// Language is one that griot speaks.
type Language uint8

const (
	English Language = iota
	French
)

// Languages are all that griot speaks, in the order of their constants.
func Languages() []Language { return []Language{English, French} }

// Code is the language's BCP 47 tag.
func (l Language) Code() string { return l.tag().String() }

func (l Language) tag() language.Tag {
	switch l {
	case French:
		return language.French
	case English:
		return language.English
	default:
		return language.English
	}
}

// Named returns the language that a setting, a BCP 47 tag or the name of a locale
// means ("fr", "fr_FR.UTF-8", "français"), and whether griot speaks it.
func Named(name string) (Language, bool) {
	name, _, _ = strings.Cut(strings.TrimSpace(name), ".")
	name, _, _ = strings.Cut(name, "@")
	switch strings.ToLower(name) {
	case "english", "anglais":
		return English, true
	case "french", "français", "francais":
		return French, true
	}
	tag, err := language.Parse(strings.ReplaceAll(name, "_", "-"))
	if err != nil {
		return English, false
	}
	spoken := []language.Tag{language.English, language.French}
	_, index, confidence := language.NewMatcher(spoken).Match(tag)
	if confidence == language.No {
		return English, false
	}
	return Languages()[index], true
}

// Choose returns the setting's language, else that of the first of LC_ALL,
// LC_MESSAGES and LANG that is set (POSIX, Base Definitions 8.2), else English.
// They are read as names: no such locale need be installed.
func Choose(setting string, getenv func(string) string) Language {
	if l, ok := Named(setting); ok {
		return l
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(name); value != "" {
			l, _ := Named(value)
			return l
		}
	}
	return English
}
