// Package feed is griot's domain: sources, the articles they publish, the
// comments under them, and the questions that a reader asks of them. It imports
// the standard library alone, so that every other room can share its words.
package feed
