package normalize

import "selfeval/report"

// Why something was changed, for the person who reads the log of changes.
var (
	whyUnstated      = report.Text{ZH: "该符号表示未列示，不等于0", EN: "the sign says that nothing is stated, which is not 0"}
	whyOwnUnit       = report.Text{ZH: "数字自带单位", EN: "the figure carries its own unit"}
	whyFigure        = report.Text{ZH: "整理数字写法", EN: "the figure is written plainly"}
	whySign          = report.Text{ZH: "统一比较符号写法", EN: "the sign of comparison is written in one way"}
	whyFractionByRow = report.Text{ZH: "按本行金额判断为小数，换算为百分数", EN: "the amounts of the row show a fraction; it is written in percent"}
	whyYear          = report.Text{ZH: "表内未印年度，取自所在报告", EN: "the form prints no year; it is that of the report it stands in"}
	whyTemplate      = report.Text{ZH: "去除模板中的指标序号", EN: "the number that the template puts before an indicator is taken off"}
	whyPercent       = report.Text{ZH: "统一百分数写法", EN: "percentages are written in one way"}
	whyBand          = report.Text{ZH: "统一等级界限写法", EN: "the bounds of grades are written in one way"}
	whySpaces        = report.Text{ZH: "去除多余空格，统一全角半角与文号括号", EN: "needless spaces are taken out; widths and the brackets of document numbers are made the same"}
	whyFraction      = report.Text{ZH: "小数写法的执行率换算为百分数", EN: "execution rates printed as fractions are written in percent"}
	whyUnit          = report.Text{ZH: "统一单位写法", EN: "units are written in one way"}
	whyApprox        = report.Text{ZH: "约数，按印出的有效数字取值", EN: "about so much: taken by the digits that are printed"}
)
