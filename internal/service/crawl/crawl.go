// Package crawl fetches what sites publish: politely, only what is new, trusting nothing.
// A page's links, names, labels and lengths are claims of its author's. It stands beside
// the house that reads papers and hands documents to the workspace's intake.
package crawl
