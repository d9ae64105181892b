import { shapesIn } from './sql-shape.js';

test('what people wrote never shows in a shape', () => {
  const plain = shapesIn("SELECT id FROM deals WHERE title = 'Plan B' AND id IN (1, 2)");
  expect(shapesIn("SELECT id FROM deals WHERE title = 'x\\' OR 1=1; -- ' AND id IN (7)")).toEqual(plain);
  expect(plain).toEqual(['SELECT id FROM deals WHERE title = ? AND id IN ( ?… )']);
});

test('what got out of its quotes does', () => {
  expect(shapesIn("SELECT id FROM deals WHERE title = 'x' OR 1=1; DROP TABLE deals")).toEqual([
    'SELECT id FROM deals WHERE title = ? OR ? = ?',
    'DROP TABLE deals',
  ]);
});
