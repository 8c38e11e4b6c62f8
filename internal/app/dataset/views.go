package dataset

// views are what people ask a SQLite dataset most: the rows with what belongs to
// them, and money in one unit.
var views = []string{
	`CREATE VIEW v_projects AS -- 项目，金额一律为元
SELECT r.province, r.prefecture, r.county, r.department, r.fiscal_year, p.seq, p.name, p.implementer,
       p.budget_yuan, p.executed_yuan, p.returned_yuan,
       round(100.0 * p.executed_yuan / nullif(p.budget_yuan, 0), 2) AS executed_percent,
       p.score, p.findings, r.path, p.document_id, p.position
FROM projects p JOIN reports r USING (document_id) WHERE r.counted`,
	`CREATE VIEW v_findings AS -- 问题及其报告
SELECT r.department, r.fiscal_year, f.severity, f.rule, f.message, f.basis, r.path, f.page_no, f.line_no, f.document_id, f.finding, f.fingerprint
FROM findings f JOIN reports r USING (document_id) WHERE r.counted`,
	`CREATE VIEW v_departments AS -- 各部门各年度
SELECT r.department, r.fiscal_year, count(*) AS reports, sum(r.errors) AS errors, sum(r.warnings) AS warnings,
       (SELECT sum(p.budget_yuan) FROM projects p JOIN reports x USING (document_id)
        WHERE x.counted AND x.department IS r.department AND x.fiscal_year IS r.fiscal_year) AS budget_yuan,
       (SELECT sum(p.executed_yuan) FROM projects p JOIN reports x USING (document_id)
        WHERE x.counted AND x.department IS r.department AND x.fiscal_year IS r.fiscal_year) AS executed_yuan
FROM reports r WHERE r.counted GROUP BY r.department, r.fiscal_year`,
}
