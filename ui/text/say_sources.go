package text

// saySources holds what the list of sources says.
func saySources() map[ID]phrase {
	return map[ID]phrase{}
}
