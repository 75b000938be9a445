package text

// sayOverlays holds what what is laid over the screen says.
func sayOverlays() map[ID]phrase {
	return map[ID]phrase{}
}
