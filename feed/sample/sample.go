// Package sample is the sample edition: a few original articles in English and
// French that griot opens on when nothing is followed yet.
package sample

import (
	"embed"
	"io/fs"
)

//go:embed edition/*.md
var edition embed.FS

// Title is the name of the edition in the list of sources.
const Title = "Sample edition"

// Edition returns the articles, one Markdown file each, in the order in which
// they are to be read.
func Edition() fs.FS {
	files, err := fs.Sub(edition, "edition")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return files
}
