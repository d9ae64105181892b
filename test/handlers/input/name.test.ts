import fc from 'fast-check';
import { isNearDuplicate, normaliseName, similarity } from '../../../handlers/input/name.js';
import { cpuMsOf } from '../../support/cpu.js';
import { anyText, longTexts, SLOW_MS } from './anyText.js';

test.each([
  ['Acme Corp', 'acme'],
  ['ACME Corporation', 'acme'],
  ['Acme Co., Ltd.', 'acme'],
  ['Acme Co.,Ltd', 'acme'],
  ['ACME, Inc.', 'acme'],
  ['Ａｃｍｅ　Ｉｎｃ．', 'acme'],
  ['Acme (China) Co Ltd', 'acmechina'],
  ['Siemens AG', 'siemens'],
  ['Total S.A.', 'total'],
  ['Müller GmbH', 'müller'],
  ['STRASSE Straße', 'strassestrasse'],
  ['Acme™ Ltd', 'acme'],
  ['Gekko & Co', 'gekko'],
  ['GTX Pro', 'gtxpro'],
  ['上海云帆科技有限公司', '上海云帆科技'],
  ['上海云帆科技股份有限公司', '上海云帆科技'],
  ['上海云帆科技有限责任公司', '上海云帆科技'],
  ['上海云帆科技（集团）有限公司', '上海云帆科技'],
  ['云帆集团', '云帆'],
  ['云帆公司', '云帆'],
  ['云帆 Acme 有限公司', '云帆acme'],
])('%s is kept as %s', (name, normalised) => {
  expect(normaliseName(name)).toBe(normalised);
});

test.each([
  ['Tesco', 'tesco'],
  ['Zencorporation', 'zencorporation'],
  ['Zinc', 'zinc'],
  ['Company Store', 'companystore'],
  ['Corporation of London', 'corporationoflondon'],
  ['公司宝科技', '公司宝科技'],
  ['上海云帆有限公司北京分公司', '上海云帆有限公司北京分公司'],
])('a legal form inside a name stays: %s', (name, normalised) => {
  expect(normaliseName(name)).toBe(normalised);
});

test.each([
  ['Company', 'company'],
  ['Co., Ltd.', 'co'],
  ['公司', '公司'],
  ['有限公司', '有限公司'],
  ['集团公司', '集团'],
  ['。。。', '。。。'],
  ['🚀', '🚀'],
  ['™', '™'],
  [' ', ' '],
])('a name of nothing else is not lost: %p', (name, normalised) => {
  expect(normaliseName(name)).toBe(normalised);
});

const sameFirm: [string, string][] = [
  ['Acme Corp', 'ACME Corporation'],
  ['Acme', 'ACME Co., Ltd.'],
  ['GTXPro', 'GTX Pro'],
  ['Massive Dynamic', 'Massive Dynamics Inc.'],
  ['Vehement Capital', 'Vehement Capital Partners'],
  ['The New York Inquirer', 'New York Inquirer'],
  ['Bluth Company', 'Bluth Co.'],
  ['Siemens AG', 'SIEMENS'],
  ['Müller GmbH', 'Muller'],
  ['Goldman', 'Goldmann'],
  ['Umbrella', 'Umberlla'],
  ['Initech', 'Intech'],
  ['Globex', 'Globx'],
  ['Technology Partners', 'Technolgy Partners'],
  ['Gekko & Co', 'Gekko and Co'],
  ['7-Eleven', '7 Eleven'],
  ['IBM', 'IBM中国'],
  ['上海云帆科技', '上海云帆科技有限公司'],
  ['上海云帆科技', '云帆科技'],
  ['上海云帆科技有限公司', '云帆（上海）科技有限公司'],
  ['云帆', '上海云帆科技有限公司'],
  ['云帆集团', '云帆股份有限公司'],
  ['深圳市腾讯计算机系统有限公司', '深圳腾讯计算机系统'],
  ['阿里巴巴（中国）有限公司', '阿里巴巴中国'],
  ['小米科技有限责任公司', '小米科技'],
  ['上海云帆科技有限公司北京分公司', '上海云帆科技有限公司'],
  ['广东深圳云帆科技', '深圳云帆科技'],
];

const twoFirms: [string, string][] = [
  ['Betatech', 'Betasoloin'],
  ['Acme', 'Acne'],
  ['Acme East', 'Acme West'],
  ['Globex', 'Globex International'],
  ['Apple', 'Maple'],
  ['GTX Basic', 'GTX Plus Basic'],
  ['GTX Plus Basic', 'GTX Plus Pro'],
  ['MG Special', 'MG Advanced'],
  ['Ron-tech', 'Dontechi'],
  ['Hottechi', 'Scottech'],
  ['Xx-holding', 'Bioholding'],
  ['Y-corporation', 'Zencorporation'],
  ['Customer 17', 'Customer 18'],
  ['Plant 1', 'Plant 12'],
  ['上海云帆科技', '北京云帆科技'],
  ['上海云帆信息科技有限公司', '北京云帆信息科技有限公司'],
  ['中国移动通信集团上海有限公司', '中国移动通信集团北京有限公司'],
  ['上海云帆科技', '上海云航科技'],
  ['上海云帆科技', '上海云帆网络科技'],
  ['杭州云帆科技', '杭州一帆科技'],
  ['上海第一医院', '上海第二医院'],
  ['客户 17', '客户 18'],
  ['华为技术有限公司', '华为终端有限公司'],
  ['万科', '万达'],
  ['平安银行', '招商银行'],
  ['上海银行', '上海农商银行'],
  ['上海银行', '北京银行'],
  ['北京字节跳动网络技术', '北京字节跳动科技'],
];

test.each(sameFirm)('%s may be %s', (a, b) => {
  expect(isNearDuplicate(a, b)).toBe(true);
});

test.each(twoFirms)('%s is not %s', (a, b) => {
  expect(isNearDuplicate(a, b)).toBe(false);
});

test('no name is on the wrong side, and the two sides do not touch', () => {
  const least = Math.min(...sameFirm.map(([a, b]) => similarity(a, b)));
  const most = Math.max(...twoFirms.map(([a, b]) => similarity(a, b)));
  expect(least).toBeGreaterThan(0.72);
  expect(most).toBeLessThan(0.71);
});

/** The accounts of a public data set of 8,800 sales opportunities. */
const accounts = [
  'Acme Corporation,Betasoloin,Betatech,Bioholding,Bioplex,Blackzim,Bluth Company,Bubba Gump,Cancity,Cheers,Codehow',
  'Condax,Conecom,Dalttechnology,dambase,Domzoom,Doncon,Donquadtech,Dontechi,Donware,Fasehatice,Faxquote,Finhigh',
  'Finjob,Funholding,Ganjaflex,Gekko & Co,Genco Pura Olive Oil Company,Globex Corporation,Gogozoom,Golddex,Goodsilron',
  'Green-Plus,Groovestreet,Hatfan,Hottechi,Initech,Inity,Isdom,Iselectrics,J-Texon,Kan-code,Kinnamplus,Konex',
  'Konmatfix,Labdrill,Lexiqvolax,Massive Dynamic,Mathtouch,Nam-zim,Newex,Ontomedia,Opentech,Plexzap,Plusstrip',
  'Plussunin,Rangreen,Rantouch,Ron-tech,Rundofase,Scotfind,Scottech,Silis,Singletechno,Sonron,Stanredtax',
  'Statholdings,Streethex,Sumace,Sunnamplex,The New York Inquirer,Toughzap,Treequote,Umbrella Corporation',
  'Vehement Capital Partners,Warephase,Xx-holding,Xx-zobam,Y-corporation,Yearin,Zathunicon,Zencorporation,Zoomit',
  'Zotware,Zumgoity',
].flatMap((line) => line.split(','));

test('of 85 accounts no two are taken for one', () => {
  expect(accounts).toHaveLength(85);
  const pairs = accounts.flatMap((a, at) => accounts.slice(at + 1).map((b) => [a, b] as const));
  expect(pairs.filter(([a, b]) => isNearDuplicate(a, b))).toEqual([]);
});

test('each of them is found again with two letters swapped, when it has eight or more', () => {
  const long = accounts.filter((name) => normaliseName(name).length >= 8);
  const swapped = (name: string) => `${name.slice(0, 3)}${name.charAt(4)}${name.charAt(3)}${name.slice(5)}`;
  expect(long.length).toBeGreaterThan(40);
  expect(long.filter((name) => !isNearDuplicate(name, swapped(name)))).toEqual([]);
});

test('any name is the same as itself, alike both ways, and keeps its normal form', () => {
  fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      expect(similarity(a, a)).toBe(1);
      expect(similarity(a, b)).toBeCloseTo(similarity(b, a), 10);
      expect(similarity(a, b)).toBeGreaterThanOrEqual(0);
      expect(similarity(a, b)).toBeLessThanOrEqual(1);
      expect(normaliseName(normaliseName(a))).toBe(normaliseName(a));
      expect(normaliseName(a) === '').toBe(a === '');
    }),
    { numRuns: 1_000 },
  );
});

test.each(longTexts)('100 kB is compared at once', async (text) => {
  expect(await cpuMsOf(() => isNearDuplicate(text, `${text}有限公司`))).toBeLessThan(SLOW_MS);
});

test('ten thousand comparisons of ordinary names take no time that a person would notice', async () => {
  const names = [...accounts, ...sameFirm.flat(), ...twoFirms.flat()];
  const work = () => {
    for (let at = 0; at < 10_000; at += 1) similarity(names[at % names.length] ?? '', '上海云帆科技有限公司');
  };
  expect(await cpuMsOf(work)).toBeLessThan(SLOW_MS);
});
