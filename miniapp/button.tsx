import type { MouseEvent, ReactNode, Ref } from 'react';

/** While it is busy it does nothing, and keeps the focus, which a `disabled` one loses. */
export const Button = ({
  isBusy = false,
  type = 'button',
  onClick,
  ...rest
}: {
  readonly isBusy?: boolean;
  readonly type?: 'button' | 'submit';
  readonly className: string;
  readonly 'aria-label'?: string;
  readonly 'aria-busy'?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly onClick?: () => void;
  readonly children: ReactNode;
}) => (
  <button
    type={type}
    aria-disabled={isBusy || undefined}
    onClick={(event: MouseEvent) => {
      if (isBusy) event.preventDefault();
      else onClick?.();
    }}
    {...rest}
  />
);
