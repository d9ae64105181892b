import { col, fn, Op, where } from 'sequelize';

/**
 * A condition for `tx.find`: the column holds this text somewhere, in capitals or not. Not LIKE, whose `%` and `_` each
 * database escapes in its own way.
 */
export const contains = (column: string, text: string) =>
  where(fn('INSTR', fn('LOWER', col(column)), text.toLowerCase()), { [Op.gt]: 0 });
