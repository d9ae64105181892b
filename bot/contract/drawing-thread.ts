import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Drawn, ToDraw } from './drawing.js';

// To Linux, who calls is this thread and not the process: answers go first, also before what loading takes.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const { drawFrom } = await import('../../handlers/contract/draw-from.js');
const { Refusal } = await import('../../handlers/useCase.js');

const draw = drawFrom(workerData as string);

const tried = ({ content, locale }: ToDraw): Promise<Drawn> =>
  draw(content, locale).then(
    (file) => ({ file }),
    (error: unknown) => (error instanceof Refusal ? { refusal: error.words } : { error: String(error) }),
  );

parentPort?.on('message', async ({ id, ...toDraw }: ToDraw & { readonly id: number }) => {
  parentPort?.postMessage({ id, drawn: await tried(toDraw) });
});
