import { endAbsenceOf } from './absence/end.js';
import { openAbsence, submitAbsence } from './absence/set.js';
import { namingApprovals } from './approval/about.js';
import { approveBulk, showBulk } from './approval/bulk.js';
import { openComment, submitComment } from './approval/comment.js';
import { approve, openReject, submitApprove, submitReject } from './approval/decide.js';
import { openEdit as openEditContent, submitEdit as submitEditContent } from './approval/edit.js';
import * as hand from './approval/hand.js';
import { listApprovals } from './approval/list.js';
import { listMine } from './approval/mine.js';
import { showMore } from './approval/more.js';
import { goingOn } from './approval/next.js';
import { openRemoveSigner, submitRemoveSigner } from './approval/remove-signer.js';
import { openRevoke, submitRevoke } from './approval/revoke.js';
import { openResubmit, openReturn, submitResubmit, submitReturn } from './approval/send-back.js';
import { listSent } from './approval/sent.js';
import { showApproval } from './approval/show.js';
import * as spoken from './approval/spoken.js';
import { takeBack } from './approval/take-back.js';
import { urge } from './approval/urge.js';
import { showWhy } from './approval/why.js';
import { withdraw } from './approval/withdraw.js';
import { beside, besideUnlessTurned } from './beside.js';
import { newCustomer, openNewCustomer, submitNewCustomer } from './customer/create.js';
import { openEditCustomer, submitEditCustomer } from './customer/edit.js';
import { listFound } from './customer/find.js';
import { openMerge, openMergeWith, submitMerge, submitMergeWith } from './customer/merge.js';
import * as customerOwner from './customer/owner.js';
import { showCustomer } from './customer/show.js';
import { suggestCustomers } from './customer/suggest.js';
import { unmerge } from './customer/unmerge.js';
import { openNewDeal, submitNewDeal } from './deal/ask-new.js';
import { newDeal } from './deal/create.js';
import { openEdit, submitEdit } from './deal/edit.js';
import { showHere } from './deal/here.js';
import { listMyDeals } from './deal/list.js';
import { openLost, submitLost } from './deal/lose.js';
import { openNote, openNoteFromMessage, submitNote, submitNoteFromMessage } from './deal/note.js';
import * as dealOwner from './deal/owner.js';
import { openReopen, submitReopen } from './deal/reopen.js';
import { showDeal } from './deal/show.js';
import { openStage, submitStage, won } from './deal/stage.js';
import { showDigest } from './digest/show.js';
import { suggestColleagues } from './directory/suggest.js';
import { redrawn } from './redrawing.js';
import { listMyDrafts } from './request/draft-list.js';
import { discardDraft, discardListed, keepDraft, openDraft } from './request/drafts.js';
import { openAgain, showRequest } from './request/show.js';
import { listStartable, openNewRequest } from './request/start.js';
import { submitNewRequest } from './request/submit.js';
import { openSettings, submitSettings } from './settings/set.js';
import { showTodo } from './todo/show.js';
import { type Entry, inPlace } from './useCase.js';

export { commands } from './command/commands.js';
export { typedLine } from './command/typed-line.js';

const dealActions = {
  'deal.new': inPlace(newDeal),
  'deal.newForm': openNewDeal,
  'deal.show': beside(showDeal),
  'deal.here': showHere,
  'deal.list': besideUnlessTurned(listMyDeals),
  'deal.stageForm': openStage,
  'deal.editForm': openEdit,
  'deal.noteForm': openNote,
  'deal.noteFromMessage': openNoteFromMessage,
  'deal.wonForm': won,
  'deal.lostForm': openLost,
  'deal.reopenForm': openReopen,
  'deal.ownerForm': dealOwner.openOwner,
};

const customerActions = {
  'customer.new': newCustomer,
  'customer.newForm': openNewCustomer,
  'customer.show': beside(showCustomer),
  'customer.list': listFound,
  'customer.editForm': openEditCustomer,
  'customer.ownerForm': customerOwner.openOwner,
  'customer.mergeForm': openMerge,
  'customer.mergeWithForm': openMergeWith,
  'customer.unmerge': unmerge,
};

const onApproval = {
  'approval.approve': goingOn(approve),
  'approval.rejectForm': openReject,
  'approval.commentForm': openComment,
  'approval.withdraw': withdraw,
  'approval.resubmitForm': openResubmit,
  'approval.answerForm': spoken.answer.open,
  'approval.adviseForm': spoken.advise.open,
  'approval.more': showMore,
  'approval.show': beside(showApproval),
};

/** On the card behind *More*. */
const behindApproval = {
  'approval.returnForm': openReturn,
  'approval.editForm': openEditContent,
  'approval.why': showWhy,
  'approval.takeBack': inPlace(takeBack),
  'approval.urge': inPlace(urge),
  'approval.transferForm': hand.transfer.open,
  'approval.delegateForm': hand.delegate.open,
  'approval.addSignerForm': hand.addSigner.open,
  'approval.removeSignerForm': openRemoveSigner,
  'approval.askForm': spoken.ask.open,
  'approval.revokeForm': openRevoke,
  'approval.terminateForm': spoken.terminate.open,
  'approval.voidForm': spoken.declareVoid.open,
};

const approvalLists = {
  'approval.bulk': showBulk,
  'approval.bulkApprove': inPlace(approveBulk),
  'approval.mine': besideUnlessTurned(listMine),
  'approval.sent': listSent,
  'approval.list': listApprovals,
};

const requestActions = {
  'request.show': beside(showRequest),
  'request.againForm': openAgain,
};

const personalActions = {
  'absence.form': openAbsence,
  'absence.off': inPlace(endAbsenceOf),
  'request.list': listStartable,
  'request.newForm': openNewRequest,
  'request.drafts': listMyDrafts,
  'request.openDraft': openDraft,
  'request.discardDraft': discardListed,
  'todo.home': showTodo,
  'digest.show': showDigest,
  'settings.form': openSettings,
};

/** What pages offer while somebody fills in a form. */
const suggestions = {
  'customer.suggest': suggestCustomers,
  'colleague.suggest': suggestColleagues,
};

/** What the buttons on cards do. The use-case takes what the card put into the button. */
export const actions: Readonly<Record<string, Entry>> = {
  ...redrawn('deal.show', dealActions),
  ...redrawn('customer.show', customerActions),
  ...redrawn('approval.show', namingApprovals(onApproval)),
  ...redrawn('approval.more', namingApprovals(behindApproval)),
  ...approvalLists,
  ...redrawn('request.show', requestActions),
  ...personalActions,
  ...suggestions,
};

const dealForms = {
  'deal.new': submitNewDeal,
  'deal.stage': submitStage,
  'deal.edit': submitEdit,
  'deal.note': submitNote,
  'deal.noteFromMessage': submitNoteFromMessage,
  'deal.lost': submitLost,
  'deal.reopen': submitReopen,
  'deal.owner': dealOwner.submitOwner,
};

const customerForms = {
  'customer.new': submitNewCustomer,
  'customer.edit': submitEditCustomer,
  'customer.owner': customerOwner.submitOwner,
  'customer.merge': submitMerge,
  'customer.mergeWith': submitMergeWith,
};

const formsOnApproval = {
  'approval.approve': goingOn(submitApprove),
  'approval.reject': goingOn(submitReject),
  'approval.comment': submitComment,
  'approval.resubmit': submitResubmit,
  'approval.answer': spoken.answer.submit,
  'approval.advise': goingOn(spoken.advise.submit),
};

const formsBehindApproval = {
  'approval.return': goingOn(submitReturn),
  'approval.edit': submitEditContent,
  'approval.transfer': goingOn(hand.transfer.submit),
  'approval.delegate': hand.delegate.submit,
  'approval.addSigner': hand.addSigner.submit,
  'approval.removeSigner': submitRemoveSigner,
  'approval.ask': spoken.ask.submit,
  'approval.revoke': submitRevoke,
  'approval.terminate': spoken.terminate.submit,
  'approval.void': spoken.declareVoid.submit,
};

const personalForms = {
  'absence.set': submitAbsence,
  'request.new': submitNewRequest,
  'request.draft': keepDraft,
  'request.discard': discardDraft,
  'settings.set': submitSettings,
};

/** Where submitted forms go. The use-case takes the form's context, and `values`. */
export const forms: Readonly<Record<string, Entry>> = {
  ...redrawn('deal.show', dealForms),
  ...redrawn('customer.show', customerForms),
  ...redrawn('approval.show', namingApprovals(formsOnApproval)),
  ...redrawn('approval.more', namingApprovals(formsBehindApproval)),
  ...personalForms,
};
