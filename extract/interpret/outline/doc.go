// Package outline puts a paper's paragraphs together, where page ends cut them, and
// finds the headings above them, whatever marks these: the format, bold type, or only
// the numbering 一、（一）1、（1）. What a heading says of the text below it are the roles
// of its section; prose is read by them.
package outline
