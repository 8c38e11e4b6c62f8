// Package sentence reads the sentences that reports give their figures in:
// 2022年预算收入281917.96万元，其中：一般公共预算收入30934.63万元，… It splits a text
// into tokens (figures with their unit, years, words, marks) and makes facts of
// them by a small grammar: a name, a verb, a figure; changes against a year;
// lists of parts; reasons. The words it goes by are data (words.yaml).
//
// It knows the language of figures and nothing of reports: which fact is the
// department's revenue is the question of package interpret. A figure that fits
// no rule of the grammar is kept apart (Sentence.Loose), never guessed at.
package sentence
