// Package widget holds what panes and overlays share to draw and to move: cells,
// styles that paint cheaply, lists that show a window of their rows, and a line of
// text to type into.
package widget
