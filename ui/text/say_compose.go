package text

// sayCompose holds what the box in which a comment is written says.
func sayCompose() map[ID]phrase {
	return map[ID]phrase{
		"compose.trail":       both("writing", "rédaction"),
		"compose.placeholder": both("Your comment, in Markdown", "Votre commentaire, en Markdown"),
		"compose.where":       both("kept on this computer, not sent to %s", "gardé sur cet ordinateur, non envoyé à %s"),

		"compose.what.comment":      both("Your comment", "Votre commentaire"),
		"compose.what.edit":         both("Your comment, edited", "Votre commentaire, modifié"),
		"compose.what.reply":        both("Your reply to %s", "Votre réponse à %s"),
		"compose.what.reply.nobody": both("Your reply", "Votre réponse"),
		"compose.what.reply.own":    both("Your reply to yourself", "Votre réponse à vous-même"),

		"compose.kept":        both("draft kept %s", "brouillon gardé à %s"),
		"compose.esc":         both("Draft kept. esc once more leaves.", "Brouillon gardé. échap encore une fois pour sortir."),
		"compose.resumed":     both("your draft from %s", "votre brouillon, %s"),
		"compose.earlier":     both("An earlier draft is kept and comes back with the next comment here.", "Un brouillon antérieur est gardé et reviendra avec le prochain commentaire ici."),
		"compose.keep.failed": both("The draft is not kept. %s", "Le brouillon n’est pas gardé. %s"),

		"compose.saving":      both("saving…", "enregistrement…"),
		"compose.saved":       both("Comment kept on this computer, not sent to %s", "Commentaire gardé sur cet ordinateur, non envoyé à %s"),
		"compose.changed":     both("Comment changed", "Commentaire modifié"),
		"compose.empty":       both("Nothing is written yet.", "Rien n’est encore écrit."),
		"compose.save.failed": both("Not saved; your text is still here. %s", "Non enregistré\u202f; votre texte est toujours là. %s"),

		"compose.length":     both("%d of %d characters", "%d sur %d caractères"),
		"compose.cut":        both("Cut: a comment has at most %d characters.", "Coupé\u00a0: un commentaire a au plus %d caractères."),
		"compose.cut.lines":  both("Cut: a comment has at most %d lines.", "Coupé\u00a0: un commentaire a au plus %d lignes."),
		"compose.full":       both("A comment has at most %d characters.", "Un commentaire a au plus %d caractères."),
		"compose.previewing": both("as it will be shown · ctrl+p goes on writing", "tel qu’il sera affiché · ctrl+p pour continuer à écrire"),

		"compose.editor.none":   both("No editor is set: EDITOR names the one to use.", "Aucun éditeur n’est défini\u00a0: EDITOR nomme celui à utiliser."),
		"compose.editor.failed": both("%s did not end well; the text is as it was.", "%s s’est mal terminé\u202f; le texte est resté tel quel."),
		"compose.editor.wrote":  both("%s did not end well; what it wrote is in %s", "%s s’est mal terminé\u202f; ce qu’il a écrit est dans %s"),
		"compose.editor.cut":    both("Cut; all of it is in %s. A comment has at most %d characters, on %d lines.", "Coupé\u202f; le tout est dans %s. Un commentaire a au plus %d caractères, sur %d lignes."),
	}
}
