package text

// sayLists holds what is said of lists of sources that are imported and exported.
func sayLists() map[ID]phrase {
	return map[ID]phrase{
		"cli.import.taken":    counted("Following %d new source; griot refresh reads it.", "Following %d new sources; griot refresh reads them.", "Vous suivez %d nouvelle source\u202f; griot refresh la lit.", "Vous suivez %d nouvelles sources\u202f; griot refresh les lit."),
		"cli.import.already":  counted("You followed %d source already.", "You followed %d sources already.", "Vous suiviez déjà %d source.", "Vous suiviez déjà %d sources."),
		"cli.import.refused":  counted("%d line is not taken:", "%d lines are not taken:", "%d ligne n’est pas reprise\u00a0:", "%d lignes ne sont pas reprises\u00a0:"),
		"cli.import.because":  both("%s – %s", "%s – %s"),
		"cli.import.command":  both("a command, and griot runs none", "une commande, et griot n’en lance aucune"),
		"cli.import.query":    both("a query of newsboat, which is no source", "une requête de newsboat, qui n’est pas une source"),
		"cli.import.file":     both("a file on this computer; only griot add follows one", "un fichier de cet ordinateur\u202f; seul griot add en suit"),
		"cli.import.address":  both("no http or https address", "pas d’adresse http ou https"),
		"cli.import.none":     both("griot finds nothing to follow in %s; it takes OPML, a newsboat urls file, or one address a line.", "griot ne trouve rien à suivre dans %s\u202f; il prend de l’OPML, un fichier urls de newsboat, ou une adresse par ligne."),
		"cli.import.read":     counted("What you read of %d source in newsboat comes in as read.", "What you read of %d sources in newsboat comes in as read.", "Ce que vous avez lu de %d source dans newsboat arrivera lu.", "Ce que vous avez lu de %d sources dans newsboat arrivera lu."),
		"cli.import.cache":    both("newsboat’s cache %s can’t be read, so all articles come in as unread.", "Le cache de newsboat %s est illisible\u202f; tous les articles arriveront non lus."),
		"cli.edition.title":   both("%s’s edition of %s", "Édition de %s, %s"),
		"cli.flag.export.all": both("every article, whether kept or not", "tous les articles, gardés ou non"),
		"cli.export.nothing":  both("You have starred and commented on nothing yet; --all exports every article.", "Vous n’avez encore rien mis en favori ni commenté\u202f; --all exporte tous les articles."),
		"cli.export.skipped":  counted("%d file or folder is left out: OPML lists web addresses.", "%d files or folders are left out: OPML lists web addresses.", "%d fichier ou dossier est laissé de côté\u00a0: l’OPML liste des adresses web.", "%d fichiers ou dossiers sont laissés de côté\u00a0: l’OPML liste des adresses web."),
	}
}
