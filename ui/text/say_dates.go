package text

// sayDates holds the words for days and age groups.
func sayDates() map[ID]phrase {
	return map[ID]phrase{
		"date.today":           both("today", "aujourd’hui"),
		"date.yesterday":       both("yesterday", "hier"),
		"date.group.tomorrow":  both("Tomorrow", "Demain"),
		"date.group.today":     both("Today", "Aujourd’hui"),
		"date.group.yesterday": both("Yesterday", "Hier"),
		"date.group.week":      both("This week", "Cette semaine"),
		"date.group.week.last": both("Last week", "La semaine dernière"),
		"date.group.month":     both("This month", "Ce mois-ci"),

		"date.group.week.short":      both("This week", "Cette sem."),
		"date.group.week.last.short": both("Last week", "Sem. passée"),
	}
}
