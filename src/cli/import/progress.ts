/** Shows how far an import is: a bar on a terminal, now and then a line elsewhere. */
const BAR = 30;
const LINE_MILLISECONDS = 5000;
const DRAW_MILLISECONDS = 100;

export class Progress {
  readonly #total: number;
  readonly #stream: NodeJS.WriteStream;
  readonly #started = Date.now();
  #bytes = 0;
  #resources = 0;
  #shown = 0;

  /** @param total bytes to be read */
  constructor(total: number, stream: NodeJS.WriteStream) {
    this.#total = total;
    this.#stream = stream;
  }

  add(bytes: number, resources: number): void {
    this.#bytes += bytes;
    this.#resources += resources;
    const now = Date.now();
    const pause = this.#stream.isTTY ? DRAW_MILLISECONDS : LINE_MILLISECONDS;
    if (now - this.#shown < pause) return;
    this.#shown = now;
    this.#draw();
  }

  /** The last state, and a new line. */
  end(): void {
    this.#draw();
    if (this.#stream.isTTY) this.#stream.write('\n');
  }

  get resources(): number {
    return this.#resources;
  }

  get seconds(): number {
    return (Date.now() - this.#started) / 1000;
  }

  #draw(): void {
    const part = this.#total === 0 ? 1 : Math.min(1, this.#bytes / this.#total);
    const rate = Math.round(this.#resources / Math.max(this.seconds, 0.001));
    const text = `${Math.round(part * 100)} %  ${this.#resources} resources  ${rate}/s`;
    if (!this.#stream.isTTY) {
      this.#stream.write(`${text}\n`);
      return;
    }
    const filled = Math.round(part * BAR);
    this.#stream.write(`\r[${'#'.repeat(filled)}${'-'.repeat(BAR - filled)}] ${text}  `);
  }
}
