package text

// ID names a message: its subject, a dot, and what it says. It is never shown.
type ID string

// phrase is one message in both languages.
type phrase struct{ english, french forms }

// forms are a message's singular and plural. One that does not depend on a number
// has other alone.
type forms struct{ one, other string }

// both is a message without a plural. French has U+2019 for an apostrophe, U+00A0
// before a colon, U+202F before ; ! and ?.
func both(english, french string) phrase {
	return phrase{english: forms{other: english}, french: forms{other: french}}
}

// counted is a message whose first integer chooses between its forms. English has
// one for 1; French has one for 0 and 1 (CLDR plural rules).
func counted(english, englishMany, french, frenchMany string) phrase {
	return phrase{
		english: forms{one: english, other: englishMany},
		french:  forms{one: french, other: frenchMany},
	}
}

func (p phrase) in(l Language) forms {
	switch l {
	case French:
		return p.french
	case English:
		return p.english
	default:
		return p.english
	}
}

// tables gathers every message, one table a subject.
func tables() []map[ID]phrase {
	return []map[ID]phrase{
		sayDates(),
		sayApp(),
		sayHeadlines(),
		sayReader(),
		sayComments(),
		sayCompose(),
		sayShare(),
		saySources(),
		sayOverlays(),
		sayKeys(),
		sayFailures(),
		sayConfig(),
		sayCLI(),
		sayLists(),
		sayHelp(),
	}
}
