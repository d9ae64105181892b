/** A conversation follows what comes as long as its reader is at the end; otherwise a pill points there. */
import { h, icon } from './dom.js';

/** As near to the end as this counts as being there. */
const FOLLOW_PX = 80;
const EDGE_PX = 24;
const FLASH_MS = 1_600;

export const flash = (element: HTMLElement): void => {
  element.classList.add('changed');
  setTimeout(() => element.classList.remove('changed'), FLASH_MS);
};

export const scrolling = (...children: readonly HTMLElement[]) => {
  const scroller = h('div', { class: 'scroller' }, ...children);
  const pill = h('button', { type: 'button', class: 'pill', hidden: true });

  const atEnd = (): boolean => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < FOLLOW_PX;
  const isVisible = (element: HTMLElement): boolean => {
    const [view, box] = [scroller.getBoundingClientRect(), element.getBoundingClientRect()];
    return box.bottom > view.top + EDGE_PX && box.top < view.bottom - EDGE_PX;
  };

  let target: HTMLElement | undefined;
  const point = (to: HTMLElement | undefined): void => {
    target = to;
    pill.hidden = !to;
  };
  scroller.addEventListener('scroll', () => {
    if (target && isVisible(target)) point(undefined);
  });
  const toEnd = (): void => {
    scroller.scrollTop = scroller.scrollHeight;
  };
  pill.addEventListener('click', () => {
    if (!target) return;
    target.scrollIntoView({ block: 'center', behavior: 'smooth' });
    flash(target);
    point(undefined);
  });

  return {
    scroller,
    pill,
    atEnd,
    toEnd,
    /** Whoever goes on at the end is done with what is further up. */
    goOn(): void {
      point(undefined);
      toEnd();
    },
    /** Runs what puts something above, and keeps what is in view where it is. */
    async keepingPlace(run: () => Promise<void>): Promise<void> {
      const fromEnd = scroller.scrollHeight - scroller.scrollTop;
      await run();
      scroller.scrollTop = scroller.scrollHeight - fromEnd;
    },
    /** Says that something happened, if it happened out of sight. */
    pointTo(element: HTMLElement, words: string): void {
      if (!target?.isConnected) point(undefined);
      if (isVisible(element)) return;
      const above = element.getBoundingClientRect().top < scroller.getBoundingClientRect().top;
      pill.classList.toggle('above', above);
      pill.replaceChildren(icon(above ? 'up' : 'down'), words);
      point(element);
    },
  };
};
