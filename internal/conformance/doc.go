// Package conformance holds the whole against what is expected of it: fixtures
// and their records, faults put into true reports, hostile files, the verbatim
// seed, and the shape of the source tree itself. Its tests run at the top of the
// module, so that they name fixtures as a person would. It exports nothing;
// golden, hostile and testpdf serve the tests of other packages too.
package conformance
