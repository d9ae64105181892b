import type { FlowDefinition } from '../../models/approval-flow.js';
import type { Facts } from '../../models/approval-instance.js';
import { findCustomer } from '../../models/customer.js';
import type { Tx } from '../../models/database/tx.js';
import { findDeal } from '../../models/deal.js';
import type { Employee } from '../../models/employee.js';
import type { Request } from '../../models/request.js';
import { asksAboutCustomer } from '../approval/rules/conditions.js';
import { isHiddenSomewhere } from '../approval/rules/field-permissions.js';
import { formFields, isProse } from '../approval/rules/form-facts.js';
import { customerBusiness } from '../customer/business.js';
import { USUAL_CURRENCY } from '../input/amount.js';
import { formatNumber } from '../input/id.js';

const LONGEST_TITLE = 60;

/** What a request is called in a list: the first thing that was written, or else its flow. */
export const titleOf = (definition: FlowDefinition, content: Facts, { locale }: Employee): string => {
  const prose = formFields(definition)
    .filter(isProse)
    .filter(({ key }) => !isHiddenSomewhere(definition, key));
  const written = prose.map(({ key }) => content[key]).find(Boolean);
  const title = written ?? (locale === 'en' ? definition.name.en : definition.name.zh);
  return String(title).replace(/\s+/g, ' ').slice(0, LONGEST_TITLE);
};

/** The record of some kind that a form names. */
export const idNamed = (
  definition: FlowDefinition,
  content: Facts,
  type: 'customer' | 'deal',
): number | null => {
  const field = formFields(definition).find((one) => one.type === type);
  const id = field && content[field.key];
  return typeof id === 'number' ? id : null;
};

/** How the customer that a form names, or whose deal it names, stands: for conditions to ask. */
async function customerFacts(tx: Tx, definition: FlowDefinition, content: Facts): Promise<Facts> {
  const dealId = idNamed(definition, content, 'deal');
  const deal = dealId === null ? undefined : await findDeal(tx, dealId);
  const customerId = idNamed(definition, content, 'customer') ?? deal?.customerId ?? null;
  if (customerId === null) return {};
  const currency = deal?.currency ?? String(content.currency ?? USUAL_CURRENCY);
  const [customer, business] = await Promise.all([
    findCustomer(tx, customerId),
    asksAboutCustomer(definition) ? customerBusiness(tx, customerId, 0, currency) : undefined,
  ]);
  return {
    'customer.category': customer?.category ?? null,
    ...(business && { 'customer.openCents': business.openCents, 'customer.wonCents': business.wonCents }),
  };
}

/** What the approvers of a request decide on. */
export const requestFacts = async (
  tx: Tx,
  definition: FlowDefinition,
  { id, title, content }: Pick<Request, 'id' | 'title' | 'content'>,
  owner: Employee,
): Promise<Facts> => ({
  title,
  ...content,
  number: formatNumber('request', id),
  'initiator.departmentId': owner.departmentId,
  'initiator.position': owner.position,
  ...(await customerFacts(tx, definition, content)),
});
