package text

// sayCLI holds what the command line says.
func sayCLI() map[ID]phrase {
	return map[ID]phrase{}
}
