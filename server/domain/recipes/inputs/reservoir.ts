/** An even sample of a stream of unknown length (algorithm R, Vitter 1985); the same stream and seed give the same sample. */
export class Reservoir<Item> {
  readonly items: Item[] = [];
  private seen = 0;
  private state: number;

  constructor(
    private readonly size: number,
    seed: number,
  ) {
    this.state = (seed % 2_147_483_646) + 1;
  }

  /** Offers the next item; it may take the place of an earlier one. */
  offer(item: Item): void {
    this.seen += 1;
    if (this.items.length < this.size) this.items.push(item);
    else {
      const place = Math.floor(this.random() * this.seen);
      if (place < this.size) this.items[place] = item;
    }
  }

  /** Park and Miller's generator, in [0, 1). */
  private random(): number {
    this.state = (this.state * 48_271) % 2_147_483_647;
    return this.state / 2_147_483_647;
  }
}
