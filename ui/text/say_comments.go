package text

// sayComments holds what the thread says.
func sayComments() map[ID]phrase {
	return map[ID]phrase{}
}
