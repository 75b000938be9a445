package text

// sayHeadlines holds what the list of headlines says.
func sayHeadlines() map[ID]phrase {
	return map[ID]phrase{}
}
