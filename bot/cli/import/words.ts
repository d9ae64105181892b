import type { DateOrder } from '../../../handlers/import/dates.js';
import type { Kind, Outcome } from '../../../handlers/import/row.js';
import type { Delimiter } from '../../../handlers/import/table.js';
import type { Text } from '../../../models/text.js';

export const usage: readonly Text[] = [
  {
    zh: '用法：npm run import -- <people|customers|products|deals> <文件.csv> [选项]',
    en: 'Usage: npm run import -- <people|customers|products|deals> <file.csv> [options]',
  },
  {
    zh: '  只写种类、不写文件，会列出这种文件可以有哪些列',
    en: '  With the kind alone, it lists what columns such a file may have',
  },
  {
    zh: '  --dry-run                只预览，不写入',
    en: '  --dry-run                only preview, write nothing',
  },
  {
    zh: '  --map 字段=列名          指明某个字段在哪一列，例如 --map amount=close_value',
    en: '  --map FIELD=COLUMN       say which column a field is in, for example --map amount=close_value',
  },
  {
    zh: '  --set 字段=值            文件没有写的内容，例如 --set currency=USD',
    en: '  --set FIELD=VALUE        what the file does not say, for example --set currency=USD',
  },
  {
    zh: '  --dates mdy|dmy|ymd      日期的顺序（默认自动判断）',
    en: '  --dates mdy|dmy|ymd      the order of dates (found out by itself where it can be)',
  },
  {
    zh: '  --encoding 编码          文件编码（默认自动判断 UTF-8、GBK/GB18030、UTF-16）',
    en: '  --encoding NAME          of the file (found out by itself: UTF-8, GBK/GB18030, UTF-16)',
  },
];

export const kindNames: Record<Kind, Text> = {
  people: { zh: '人员', en: 'people' },
  customers: { zh: '客户', en: 'customers' },
  products: { zh: '产品', en: 'products' },
  deals: { zh: '商机', en: 'deals' },
};

export const delimiterNames: Record<Delimiter, Text> = {
  ',': { zh: '逗号分隔', en: 'commas' },
  ';': { zh: '分号分隔', en: 'semicolons' },
  '\t': { zh: '制表符分隔', en: 'tabs' },
};

export const dateNames: Record<DateOrder, Text> = {
  mdy: { zh: '日期：月/日/年', en: 'dates month/day/year' },
  dmy: { zh: '日期：日/月/年', en: 'dates day/month/year' },
  ymd: { zh: '日期：年-月-日', en: 'dates year-month-day' },
};

export const outcomeNames: Record<Outcome, Text> = {
  created: { zh: '新增', en: 'new' },
  updated: { zh: '更新', en: 'changed' },
  unchanged: { zh: '不变', en: 'same' },
  skipped: { zh: '跳过', en: 'skipped' },
  failed: { zh: '有误', en: 'faulty' },
};

export const words = {
  fields: {
    zh: '{kind}的文件可以有这些列（字段 表头）：',
    en: 'Columns of a file of {kind} (FIELD, heading):',
  },
  field: { zh: '  {name}  {label}', en: '  {name}  {label}' },
  requiredField: { zh: '  {name}  {label}（必须有）', en: '  {name}  {label} (must be there)' },
  badOption: { zh: '看不懂的选项：{text}', en: 'This option is not understood: {text}' },
  badPair: { zh: '“{text}”要写成 名称=值', en: '"{text}" must be NAME=VALUE' },
  badDates: { zh: '--dates 只能是 mdy、dmy 或 ymd', en: '--dates is mdy, dmy or ymd' },
  unreadable: {
    zh: '读不到文件 {file}，请检查路径。',
    en: 'The file {file} cannot be read. Check its path.',
  },
  file: {
    zh: '{file}：{count} 行{kind}（{encoding}，{delimiter}{dates}）',
    en: '{file}: {count} rows of {kind} ({encoding}, {delimiter}{dates})',
  },
  demo: {
    zh: '注意：演示公司的人在这个数据库里（{names}），审批会等他们处理。导入自己的公司，请先把 DATABASE_URL 改成一个新的数据库。',
    en: 'Mind: the invented people of the demo firm are in this database ({names}), and approvals would wait for them. For your own firm, let DATABASE_URL name a new database first.',
  },
  headings: {
    zh: '表头在第 {line} 行，上面的不导入',
    en: 'Its headings are on line {line}; what is above is left out',
  },
  columns: { zh: '列的含义', en: 'What its columns are' },
  column: { zh: '  {header} → {label}', en: '  {header} → {label}' },
  constant: { zh: '  （每一行）{label}：{value}', en: '  (every row) {label}: {value}' },
  unused: { zh: '  不导入的列：{columns}', en: '  Not imported: {columns}' },
  first: { zh: '前几行将这样导入', en: 'The first rows, as understood' },
  row: { zh: '  第 {line} 行（{outcome}）：{facts}', en: '  line {line} ({outcome}): {facts}' },
  fact: { zh: '{label} {value}', en: '{label} {value}' },
  notes: { zh: '和文件写的不完全一样的地方', en: 'Read differently from what is written, or filled in' },
  note: { zh: '  {count} 行：{text}', en: '  {count} ×  {text}' },
  problems: { zh: '不能导入的行', en: 'Rows that cannot be imported' },
  problem: { zh: '  {count} 行：{text}（第 {lines} 行）', en: '  {count} ×  {text} (line {lines})' },
  more: { zh: '  {count} 行：其他', en: '  {count} ×  others' },
  departments: { zh: '  另外新增 {count} 个部门：{names}', en: '  Also new: departments ({count}): {names}' },
  managers: {
    zh: '  另外新增 {count} 位没有单独一行的上级：{names}',
    en: '  Also new: managers without a row of their own ({count}): {names}',
  },
  planned: {
    zh: '预览：读取 {total} 行 = 新增 {created} + 更新 {updated} + 不变 {unchanged} + 跳过 {skipped} + 有误 {failed}',
    en: 'Preview: {total} read = {created} new + {updated} changed + {unchanged} same + {skipped} skipped + {failed} faulty',
  },
  done: {
    zh: '完成：读取 {total} 行 = 新增 {created} + 更新 {updated} + 不变 {unchanged} + 跳过 {skipped} + 失败 {failed}（{seconds} 秒，每秒 {rate} 行）',
    en: 'Done: {total} read = {created} created + {updated} updated + {unchanged} unchanged + {skipped} skipped + {failed} failed ({seconds} s, {rate} rows/s)',
  },
  dryRun: { zh: '这是预览，没有写入任何内容。', en: 'This was a preview. Nothing was written.' },
  errors: {
    zh: '有问题的行在 {file}：改好以后导入这个文件即可。',
    en: 'The rows with problems are in {file}: correct them there and import that file.',
  },
  unheld: {
    zh: '请留意：还没有人担任这些角色：{roles}。轮到它们审批时由 admin 处理；没有 admin 就发起不了。在人员文件里加一列“角色”写上即可。',
    en: 'Mind: nobody has these roles: {roles}. What they would decide goes to admin, and without one it cannot be started. Name them in a column "roles" of a file of people.',
  },
  skipped: {
    zh: '跳过的行在 {file}：以前面的行或系统里的内容为准。要用其中某一行，只留下它再导入。',
    en: 'The rows that were skipped are in {file}: an earlier row, or what is in Dealdesk, counts. Where one of them is right, leave only that one and import it.',
  },
  progress: { zh: '正在写入 {count} / {total}', en: 'Writing {count} of {total}' },
  unavailable: { zh: '数据库连不上：{reason}', en: 'The database cannot be reached: {reason}' },
  interrupted: {
    zh: '导入中断。已写入的行都已保存，请重新运行同一条命令，不会重复。',
    en: 'The import was interrupted. What was written is saved; run the same command again, nothing is doubled.',
  },
} satisfies Record<string, Text>;
