"""What the DOC codes mean: what a reader has to tell before any figure is compared, written like a check's docs."""

from __future__ import annotations

READING_NOTES: dict[str, tuple[dict[str, str], str]] = {
    "DOC01": (
        {"zh": "文件无法读取", "en": "the document cannot be read"},
        """
        查什么: 文件为空、损坏、过大，或编码、格式无法识别，因而一个数也没有核对。
        为什么: 没有读到的文件不等于没有问题。其余文件照常核对，但退出码为 1。
        例: 扩展名为 .txt 而内容是图片。
        怎么办: 请原报送单位重新提供可以打开的文件，或另存为 .docx、.xlsx、PDF。
        依据: 未核对的内容必须说明，不能当作通过。
        What: the file is empty, damaged, too large, or of an unknown encoding or format; no figure of it was checked.
        Why: a file that was not read is not a file without problems. The others are checked; the exit code is 1.
        Example: a picture whose name ends in .txt.
        Fix: Ask for a file that opens, or save it as .docx, .xlsx or PDF.
        Source: what was not checked has to be said and never counts as a pass.
        """,
    ),
    "DOC04": (
        {"zh": "文本中有过长的行", "en": "a line of the text is too long"},
        """
        查什么: 一行文字超出长度上限，超出的部分可能没有读取。
        为什么: 没有读取的数不参与核对。
        例: 整份文件没有换行。
        怎么办: 把过长的行分段后再核对。
        依据: 未核对的内容必须说明，不能当作通过。
        What: a line exceeds the limit; what stands beyond it may not have been read.
        Why: figures that were not read take part in no check.
        Example: a whole document without a line break.
        Fix: Break the line into paragraphs and check again.
        Source: what was not checked has to be said and never counts as a pass.
        """,
    ),
    "DOC05": (
        {"zh": "表中有些行的格数与表头不符", "en": "rows of a table do not fit its header"},
        """
        查什么: 附表某行的格数多于或少于表头，无法确定哪个数属于哪一列。
        为什么: 归错列的数会造成误报，所以这些行不参与核对，请对照原件。
        例: 表头三列而某行有四个数。
        怎么办: 对照原件核对这些行。
        依据: 宁可说明没有核对，也不据不可靠的读取下结论。
        What: a row has more or fewer cells than the header, so nobody can say which figure belongs to which column.
        Why: a figure in the wrong column would raise a false alarm; the row is left out, please look at the original.
        Example: three columns in the header and four figures in a row.
        Fix: Look at these rows in the original.
        Source: better to say that something was not checked than to judge from a doubtful reading.
        """,
    ),
    "DOC06": (
        {"zh": "表的单位没有写明或不认识", "en": "the unit of a table is missing or unknown"},
        """
        查什么: 附表没有“单位：”，或所写单位不认识。
        为什么: 不知道单位就不能与正文或其他表比较，只能在表内核对。
        例: 表上没有“单位：万元”。
        怎么办: 请在表头注明单位。
        依据: 宁可说明没有核对，也不猜测单位。
        What: a table has no 单位：, or a unit nobody knows.
        Why: without a unit its figures cannot be compared with prose or other tables, only within the table.
        Example: a table without “单位：万元”.
        Fix: Have the unit stated above the table.
        Source: better to say that something was not checked than to guess a unit.
        """,
    ),
    "DOC07": (
        {"zh": "表中有读不出数的格", "en": "cells of a table are no figures"},
        """
        查什么: 附表的数字列里有既不是数、也不是空白或横线的内容。
        为什么: 读不出不等于空白；涉及它的关系无法判断，请对照原件。
        例: 数字 1 被印成字母 l。
        怎么办: 对照原件核对这些格。
        依据: 空白表示没有，读不出表示不知道。
        What: a column of figures holds something that is neither a number nor blank nor a dash.
        Why: unreadable is not empty; relations that need the cell cannot be decided, please look at the original.
        Example: the letter l in place of the digit 1.
        Fix: Look at these cells in the original.
        Source: blank means nothing, unreadable means unknown.
        """,
    ),
    "DOC08": (
        {"zh": "只有表名和单位，没有读到表格", "en": "a caption without a table"},
        """
        查什么: 写有“单位：万元”的表名下面没有读到表格。
        为什么: 表格可能漏附，也可能排版没有认出来；里面的数都没有核对。
        例: “附表3 …… 单位：万元”下面是空白。
        怎么办: 请提供这张表的 Excel 或 Word 文件。
        依据: 没有核对到的，应当说明。
        What: a caption with a unit under which no table was read.
        Why: the table is missing or was not recognised; none of its figures was checked.
        Example: a caption with 单位：万元 and nothing below it.
        Fix: Ask for the table as a sheet or a Word file.
        Source: what was not checked has to be said.
        """,
    ),
    "DOC09": (
        {"zh": "有些页的表由另一个程序读取", "en": "tables of a page were read by the second reader"},
        """
        查什么: 本页的表不是由本工具自己的读取方法得到，而是由 camelot 读取；或用户指定了 camelot。
        为什么: 两种读取方法可能把数放进不同的格。只有原来读得的合计仍全部成立、另有更多合计成立、
            且一字不多一字不少时，才采用 camelot 的结果。
        例: 没有线框的表，项目名称很长，原先没有认作表格。
        怎么办: 对照原件抽查这些页的数字。
        依据: 读取的方法和理由应当说明，以便对照原件。
        What: the tables of this page were read by camelot instead of this tool's own reader, or by the user's choice.
        Why: two readers may put a figure into different cells. camelot's reading is taken only if every sum that held
            still holds, more sums hold, and no character is lost or doubled.
        Example: a table without rules whose long labels were not taken for a table.
        Fix: Compare some figures of these pages with the original.
        Source: how a table was read, and why, has to be said, so that it can be compared with the original.
        """,
    ),
    "DOC10": (
        {"zh": "只核对了一部分", "en": "checked in part"},
        """
        查什么: 核对所用的处理器时间达到上限（600 秒），后面的核对项没有完成。
        为什么: 没有完成的核对项一项也没有说对错；已完成的照常列出。
        例: 一张表有几万行合计。
        怎么办: 把文件分开核对，或设置环境变量 FISCAL_JUDGING_SECONDS 为更大的秒数后再运行。
        依据: 未核对的内容必须说明，不能当作通过。
        What: judging has used up its processor time (600 seconds); the checks that come later were not made.
        Why: nothing is said of what was not checked; what was done before is told as always.
        Example: a table with tens of thousands of totals.
        Fix: Check fewer files at once, or set FISCAL_JUDGING_SECONDS to more and run again.
        Source: what was not checked has to be said and never counts as a pass.
        """,
    ),
    "DOC20": (
        {"zh": "隐藏的内容没有读取", "en": "hidden parts were not read"},
        """
        查什么: 工作簿中隐藏的工作表、行、列，或文档中隐藏的文字。
        为什么: 隐藏的内容不是公布的内容，也常是系统代码；但隐藏的数可能参与了合计，需要知道。
        例: 隐藏的 A 列是科目编码，隐藏的第 36 行是金额为零的科目。
        怎么办: 取消隐藏后另存一份再核对。
        依据: 未核对的内容必须说明，不能当作通过。
        What: sheets, rows and columns of a workbook, or words of a document, that are hidden.
        Why: hidden parts are not what was published, and often a system's codes; but a total may include them.
        Example: a hidden column of codes, a hidden row of a subject without amounts.
        Fix: Show what is hidden, save, and check again.
        Source: what was not checked has to be said and never counts as a pass.
        """,
    ),
    "DOC21": (
        {"zh": "打印区域以外的内容没有读取", "en": "parts outside the printed area were not read"},
        """
        查什么: 工作表规定了打印区域，区域以外还有内容。
        为什么: 打印区域以外多是编制过程，不是公布的内容；如打印区域设错，请改正后重新核对。
        例: 打印区域右侧有一列“是否打印”。
        怎么办: 扩大打印区域，或确认区域之外的内容不属于报送材料。
        依据: 未核对的内容必须说明，不能当作通过。
        What: a sheet states what it prints, and something stands outside.
        Why: it is mostly working notes, not what is published; if the area is wrong, correct it and check again.
        Example: a column to the right that says which rows to print.
        Fix: Widen the print area, or make sure that what is outside does not belong to the document.
        Source: what was not checked has to be said and never counts as a pass.
        """,
    ),
    "DOC22": (
        {"zh": "公式没有保存计算结果", "en": "formulas without a stored result"},
        """
        查什么: 单元格是公式，文件里没有保存它的计算结果。
        为什么: 本程序不计算公式，只读取表上显示的数；没有结果的格不当作零，也不参与核对。
        例: 由程序生成、没有用 Excel 打开保存过的工作簿。
        怎么办: 在 Excel 或 WPS 中打开，重新计算并保存。
        依据: 空白表示没有，读不出表示不知道。
        What: a cell is a formula and the file holds no result for it.
        Why: formulas are never worked out here; a cell without a result is no zero and takes part in no check.
        Example: a workbook that a program wrote and nobody opened and saved.
        Fix: Open the file in a spreadsheet program, recalculate and save.
        Source: blank means nothing, unreadable means unknown.
        """,
    ),
    "DOC23": (
        {"zh": "公式引用了文件以外的内容", "en": "formulas that refer to something outside the file"},
        """
        查什么: 公式引用其他工作簿、网络地址或其他程序。
        为什么: 本程序不打开任何外部内容，只读取文件中保存的结果，它可能不是最新的。
        例: ='[预算.xlsx]表1'!B5。
        怎么办: 把引用的数字粘贴为数值，或一并提供所引用的文件。
        依据: 未核对的内容必须说明，不能当作通过。
        What: a formula refers to another workbook, an address or another program.
        Why: nothing outside is ever opened; the stored result was read, and it may be out of date.
        Example: ='[budget.xlsx]Sheet1'!B5.
        Fix: Paste the figures as values, or hand over the other file, too.
        Source: what was not checked has to be said and never counts as a pass.
        """,
    ),
    "DOC24": (
        {"zh": "文档有修订标记", "en": "the document holds tracked changes"},
        """
        查什么: Word 文档中有没有接受或拒绝的修订。
        为什么: 读取的是接受全部修订以后的文字；如有修订不应接受，请处理后重新核对。
        例: 金额被改过，修订标记还在。
        怎么办: 接受或拒绝全部修订后再核对。
        依据: 核对的是哪一个文本，应当说明。
        What: a Word document with changes that nobody has accepted or rejected.
        Why: it is read as if all were accepted; if some should not be, settle them and check again.
        Example: an amount that was changed while changes were tracked.
        Fix: Accept or reject all changes and check again.
        Source: it has to be said which text was checked.
        """,
    ),
    "DOC30": (
        {"zh": "有些页面没有读取或没有读全", "en": "pages were not read, or not in full"},
        """
        查什么: PDF 的某些页无法打开，或页上的文字、线条超出上限、位置异常、方向不同，没有读取。
        为什么: 没有读取的数不参与核对，没有读全的表格可能少行少列，请对照原件。
        例: 下载不完整的文件，前面的页可以读，后面的页打不开。
        怎么办: 对照原件核对这些页，或请提供另一种格式。
        依据: 未核对的内容必须说明，不能当作通过。
        What: pages of a PDF cannot be opened, or what is on them exceeds a limit, lies outside or runs another way.
        Why: figures that were not read take part in no check, and tables may lack rows; please look at the original.
        Example: a download that broke off: the first pages can be read, the last cannot be opened.
        Fix: Look at these pages in the original, or ask for another format.
        Source: what was not checked has to be said and never counts as a pass.
        """,
    ),
    "DOC31": (
        {"zh": "批注、表单域或附件没有读取", "en": "comments, fields or attached files were not read"},
        """
        查什么: PDF 页面上另加的批注、图章、表单域，或随 PDF 附带的文件。
        为什么: 只读取印在页面上的内容；如有数字填在表单域或附件中，请另行核对。
        例: 决算表做成表单，金额填在表单域里。
        怎么办: 对照原件查看这些内容。
        依据: 未核对的内容必须说明，不能当作通过。
        What: comments, stamps and fields of forms laid over the pages of a PDF, or files that it carries.
        Why: only what is printed on the pages is read; figures in fields or attached files have to be checked apart.
        Example: final accounts made as a form, with the amounts filled into its fields.
        Fix: Look at them in the original.
        Source: what was not checked has to be said and never counts as a pass.
        """,
    ),
    "DOC40": (
        {"zh": "有扫描页没有读取", "en": "scanned pages were not read"},
        """
        查什么: 文件中有些页是图片，或页内文字与所印内容不符（乱码），需要图像识别，而识别组件没有安装。
        为什么: 这些页上的数一个也没有核对。安装后重新运行即可：pip install "fiscal[ocr]"，或在源码目录运行 make ocr。
        例: 报告正文是文字，所附的盖章表格是扫描件。
        怎么办: 安装图像识别部件后重新核对，或请提供可复制文字的文件。
        依据: 未核对的内容必须说明，不能当作通过。
        What: some pages are pictures, or their text is not what is printed; the recogniser is not installed.
        Why: no figure on these pages was checked. Install it and run again: pip install "fiscal[ocr]", or make ocr.
        Example: a report in text whose stamped tables were scanned.
        Fix: Install what reads pictures and check again, or ask for a file with text.
        Source: what was not checked has to be said and never counts as a pass.
        """,
    ),
    "DOC41": (
        {"zh": "有些页由图像识别得到", "en": "pages were read off a picture"},
        """
        查什么: 这些页是扫描件或图片，或页内文字与所印内容不符，其中的文字和数字由图像识别得到。
        为什么: 识别可能认错数字，所以涉及这些页的不一致只作提醒，并请看原件；一致的关系可以佐证识别无误。
        例: 3 认作 8，漏认 △，逗号认作小数点。
        怎么办: 识别所得的数字以原件为准，提示之处请对照原件。
        依据: 不据不可靠的读取下结论。
        What: these pages are scans or pictures, or their text is not what is printed; they were recognised.
        Why: a recogniser misreads figures, so differences on these pages are warnings that send you to the original.
        Example: 3 read as 8, a △ left out, a comma read as a point.
        Fix: The original counts; look there where a finding says so.
        Source: better to send to the original than to judge from a doubtful reading.
        """,
    ),
}
"""Title and text by code."""
