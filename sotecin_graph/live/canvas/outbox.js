// @ts-check
/** Commands on their way: each keeps its id until the server has acknowledged or refused it. Pure. */

/** @typedef {{type: "command", id: string, name: string, args: any}} Command */

export class Outbox {
  /** @param {() => string} newId */
  constructor(newId = () => crypto.randomUUID()) {
    this.newId = newId;
    /** @type {Map<string, Command>} */
    this.waiting = new Map();
  }

  /** Keep a command; the caller sends it. @param {string} name @param {any} args @returns {Command} */
  add(name, args) {
    /** @type {Command} */
    const command = { type: "command", id: this.newId(), name, args };
    this.waiting.set(command.id, command);
    return command;
  }

  /** Everything not yet answered, in the order in which it was given: to be sent again with the same ids. */
  frames() {
    return [...this.waiting.values()];
  }

  /** The command that an answer belongs to, forgotten from now on. @param {string} id @returns {Command|null} */
  settle(id) {
    const command = this.waiting.get(id) ?? null;
    this.waiting.delete(id);
    return command;
  }

  get size() {
    return this.waiting.size;
  }
}
