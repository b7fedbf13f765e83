package org.greedyinfomax.run;

/**
 * Is told of the rounds of a run while it trains. What it does changes nothing of what is learned.
 */
public interface Observer {

  /** Wants to see nothing. */
  Observer NONE =
      new Observer() {
        @Override
        public boolean wants(int rounds) {
          return false;
        }

        @Override
        public void see(Checkpoint reached) {}
      };

  /** Whether it wants to see what has been learned when all groups have finished so many rounds. */
  boolean wants(int rounds);

  /**
   * Is shown it. The topmost group goes on when this returns; it must not throw.
   *
   * @param reached the states of all modules
   */
  void see(Checkpoint reached);
}
