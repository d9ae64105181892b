/** The flows that every firm starts with. Each is data: a firm exports it, changes it and imports it again. */
import type { FlowDefinition } from '../../models/approval-flow.js';
import { circulationFlow } from './shipped/circulation.js';
import { contractFlow } from './shipped/contract.js';
import { discountFlow } from './shipped/discount.js';
import { expenseFlow } from './shipped/expense.js';
import { leaveFlow } from './shipped/leave.js';
import { purchaseFlow } from './shipped/purchase.js';
import { refundFlow } from './shipped/refund.js';
import { sealFlow } from './shipped/seal.js';

export const shippedFlows: readonly FlowDefinition[] = [
  contractFlow,
  discountFlow,
  refundFlow,
  expenseFlow,
  purchaseFlow,
  sealFlow,
  leaveFlow,
  circulationFlow,
];
