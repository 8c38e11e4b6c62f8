// Package form reads forms (自评表, 评分表) by their labels, wherever these stand: the
// project, its money, its goal, the tree of indicators and a department's tasks. What a
// line is, is told first (signs.go), without reading it; then runs of tables are found
// (groups.go), cut into forms (parts.go) and read line after line (reader.go).
package form
