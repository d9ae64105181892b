import type { Approval } from '../../models/approval.js';
import { saying, type Text } from '../../models/text.js';
import type { Button } from '../../models/view-parts.js';
import { formatNumber } from '../input/id.js';
import { card, useCase, withId } from '../useCase.js';
import { canMore } from './can.js';
import { peopleOf } from './directory.js';
import { approvalToSee } from './load.js';
import { openTaskOf } from './rules/instance.js';
import { words } from './words.js';

interface Choice {
  readonly label: Text;
  readonly do: string;
  /** Done to the task, and on the content, that was shown. What carries that has no room among the options of a list. */
  readonly asShown?: true;
  readonly style?: Button['style'];
}

/** What fits on no card, by what its reader may do. */
const choices: Readonly<Record<string, Choice>> = {
  'approval.edit': { label: words.edit, do: 'approval.editForm', asShown: true },
  'approval.return': { label: words.return, do: 'approval.returnForm', asShown: true },
  'approval.transfer': { label: words.transfer, do: 'approval.transferForm', asShown: true },
  'approval.delegate': { label: words.delegate, do: 'approval.delegateForm', asShown: true },
  'approval.addSigner': { label: words.addSigner, do: 'approval.addSignerForm', asShown: true },
  'approval.removeSigner': { label: words.removeSigner, do: 'approval.removeSignerForm' },
  'approval.ask': { label: words.ask, do: 'approval.askForm' },
  'approval.takeBack': { label: words.takeBack, do: 'approval.takeBack' },
  'approval.why': { label: words.why, do: 'approval.why' },
  'approval.urge': { label: words.urge, do: 'approval.urge' },
  'approval.revoke': { label: words.revoke, do: 'approval.revokeForm', style: 'danger' },
  'approval.terminate': { label: words.terminate, do: 'approval.terminateForm', style: 'danger' },
  'approval.void': { label: words.void, do: 'approval.voidForm', style: 'danger' },
};

/** What was filled in, with its own timeline. */
const behind = ({ subjectKind, subjectId }: Approval): Button[] =>
  subjectKind === 'request'
    ? [{ label: saying(words.seeRequest), press: { do: 'request.show', input: { id: subjectId } } }]
    : [];

export const showMore = useCase(withId, async (ctx, { id }) => {
  const approval = await approvalToSee(ctx, id);
  const { instance } = approval;
  const people = await peopleOf(ctx, instance);
  const number = formatNumber('approval', id);
  const shown = { hash: instance.contentHash, taskSeq: openTaskOf(instance, ctx.actor.id)?.seq ?? 0 };
  const buttons = canMore(instance, ctx.actor.id, ctx.now, people).flatMap((can): Button[] => {
    const choice = choices[can];
    if (!choice) return [];
    const input = { id, ...(choice.asShown && shown) };
    return [
      {
        label: saying(choice.label),
        press: { do: choice.do, input },
        ...(choice.style && { style: choice.style }),
      },
    ];
  });
  const title = saying(buttons.length > 0 ? words.moreTitle : words.moreNothing, { number });
  return card({ kind: 'notice', title, body: [], buttons: [...buttons, ...behind(approval)] });
});
