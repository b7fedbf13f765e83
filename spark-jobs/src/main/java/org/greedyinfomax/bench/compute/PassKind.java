package org.greedyinfomax.bench.compute;

import org.greedyinfomax.Text;

/** What a part of a module does while it trains. */
enum PassKind {
  FORWARD,
  BACKWARD,
  /** Forward and backward, which cannot be told apart. */
  BOTH,
  UPDATE;

  /** For people. */
  String word() {
    return Text.word(this);
  }
}
