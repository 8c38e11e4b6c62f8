// Package lexicon holds the words by which these papers are read: concept, and the
// words that name it, the preferred first, as data (vocabulary.yaml). A file of a user
// adds words to the built-in ones. It finds words in labels, headings and titles, tells
// the units and grades that stand beside figures, and knows nothing of documents: it
// answers with fields and roles, and what they are for is the reader's business.
package lexicon
