package text

// sayReader holds what the article says.
func sayReader() map[ID]phrase {
	return map[ID]phrase{}
}
