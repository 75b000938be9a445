package text

// sayCompose holds what the box in which a comment is written says.
func sayCompose() map[ID]phrase {
	return map[ID]phrase{}
}
