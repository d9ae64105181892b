import type { Tx } from '../models/database/tx.js';
import { findSetting } from '../models/setting.js';

/** Our own firm, as its contracts name it. */
export interface Firm {
  readonly legalName: string;
  readonly taxNumber: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly bank: string | null;
  readonly bankAccount: string | null;
  /** Terms of every contract, where they differ from those that the template prints. */
  readonly terms: {
    readonly payment: string | null;
    readonly delivery: string | null;
    readonly other: string | null;
  };
}

const unnamed: Firm = {
  legalName: '____________',
  taxNumber: null,
  address: null,
  phone: null,
  bank: null,
  bankAccount: null,
  terms: { payment: null, delivery: null, other: null },
};

export const getFirm = async (tx: Tx): Promise<Firm> => ({
  ...unnamed,
  ...(await findSetting<Firm>(tx, 'firm')),
});
