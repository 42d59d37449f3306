/** One call for all who ask in the same turn of the event loop. */

export type SharedCall<Request, Answer> = (request: Request) => Promise<Answer>;

interface Asking<Request, Answer> {
  readonly request: Request;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** @param call gives an answer for each request, in their order; when it throws, all of them fail */
export function createSharedCall<Request, Answer>(
  call: (requests: readonly Request[]) => Promise<readonly Answer[]>,
): SharedCall<Request, Answer> {
  let asking: Asking<Request, Answer>[] = [];

  const run = async (): Promise<void> => {
    const together = asking;
    asking = [];
    try {
      const answers = await call(together.map(({ request }) => request));
      together.forEach(({ resolve, reject }, index) => {
        const answer = answers[index];
        if (answer === undefined) reject(new Error('A shared call left a request unanswered.'));
        else resolve(answer);
      });
    } catch (error) {
      for (const { reject } of together) reject(error);
    }
  };

  return (request) =>
    new Promise((resolve, reject) => {
      if (asking.length === 0) setImmediate(() => void run());
      asking.push({ request, resolve, reject });
    });
}
