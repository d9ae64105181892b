import { departmentsNamed, writeDepartment } from '../../../handlers/department/named.js';
import type { Department } from '../../../models/department.js';

const all: readonly Department[] = [
  { id: 1, name: '华东', parentId: null },
  { id: 2, name: '销售部', parentId: 1 },
  { id: 3, name: '华南', parentId: null },
  { id: 4, name: '销售部', parentId: 3 },
  { id: 5, name: '法务部', parentId: null },
  { id: 6, name: 'R&D', parentId: 1 },
  { id: 7, name: '研发/测试', parentId: 3 },
  { id: 8, name: '售后', parentId: null },
  { id: 9, name: '售后', parentId: 2 },
];

const named = (typed: string) => departmentsNamed(all, typed).map(({ id }) => id);

describe('a department', () => {
  test.each([
    ['法务部', 5],
    ['  法务部 ', 5],
    ['r&d', 6],
    ['研发/测试', 7],
    ['华东/销售部', 2],
    ['华东 / 销售部', 2],
    ['华东／销售部', 2],
    ['华南>销售部', 4],
    ['/华南/销售部', 4],
    ['华南/研发/测试', 7],
    ['销售部/售后', 9],
    ['华东/销售部/售后', 9],
    ['/售后', 8],
  ])('is known as “%s”', (typed, id) => {
    expect(named(typed)).toEqual([id]);
  });

  test.each([
    ['销售部', [2, 4]],
    ['售后', [8, 9]],
  ])('“%s” may be several', (typed, ids) => {
    expect(named(typed)).toEqual(ids);
  });

  test.each(['', '/', '测试', '东', '售部', '华西/销售部', '华东/法务部', '销售部/', '华东'.repeat(99)])(
    'none is called “%s”',
    (typed) => {
      expect(named(typed)).toEqual([]);
    },
  );

  test('is written by its name, or by its path where others are called the same, and read again as itself', () => {
    expect(all.map((one) => writeDepartment(all, one))).toEqual([
      '华东',
      '华东/销售部',
      '华南',
      '华南/销售部',
      '法务部',
      'R&D',
      '研发/测试',
      '/售后',
      '华东/销售部/售后',
    ]);
    for (const one of all) expect(named(writeDepartment(all, one))).toEqual([one.id]);
  });

  test('of the same path as another cannot be told from it: the first is taken', () => {
    const twice = [...all, { id: 10, name: '法务部', parentId: null }];
    expect(departmentsNamed(twice, '法务部').map(({ id }) => id)).toEqual([5]);
  });
});
