package text

// sayConfig holds what is wrong in the settings file.
func sayConfig() map[ID]phrase {
	return map[ID]phrase{
		"config.unknown":       both("Line %s of the settings: there is no setting %s; griot goes on without it.", "Ligne %s des réglages\u00a0: le réglage %s n’existe pas\u202f; griot continue sans lui."),
		"config.value":         both("Line %s of the settings: %s can’t be used; griot takes the default.", "Ligne %s des réglages\u00a0: %s est inutilisable\u202f; griot prend la valeur par défaut."),
		"config.value.choices": both("Line %s of the settings: %s can’t be used; griot takes the default (possible: %s).", "Ligne %s des réglages\u00a0: %s est inutilisable\u202f; griot prend la valeur par défaut (possible\u00a0: %s)."),
		"config.toml":          both("Line %s of the settings: %s is not TOML; griot goes on without it.", "Ligne %s des réglages\u00a0: %s n’est pas du TOML\u202f; griot continue sans elle."),
		"config.no.text":       both("The settings file %s is no text; griot takes the defaults.", "Le fichier de réglages %s n’est pas un texte\u202f; griot prend les valeurs par défaut."),
		"config.unreadable":    both("The settings file %s can’t be read (%s); griot takes the defaults.", "Le fichier de réglages %s est illisible (%s)\u202f; griot prend les valeurs par défaut."),
	}
}
