import { parentPort, workerData } from 'node:worker_threads';
import { drawFrom } from '../../handlers/contract/draw-from.js';
import { Refusal } from '../../handlers/useCase.js';
import type { Drawn, ToDraw } from './drawing.js';

const draw = drawFrom(workerData as string);

const tried = ({ content, locale }: ToDraw): Promise<Drawn> =>
  draw(content, locale).then(
    (file) => ({ file }),
    (error: unknown) => (error instanceof Refusal ? { refusal: error.words } : { error: String(error) }),
  );

parentPort?.on('message', async ({ id, ...toDraw }: ToDraw & { readonly id: number }) => {
  parentPort?.postMessage({ id, drawn: await tried(toDraw) });
});
