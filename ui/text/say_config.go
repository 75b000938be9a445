package text

// sayConfig holds what is wrong in the settings file.
func sayConfig() map[ID]phrase {
	return map[ID]phrase{}
}
