package org.greedyinfomax.report.data;

import org.greedyinfomax.Text;

/** What a round of a stage group does, in this order. */
public enum RoundPhase {
  WAITING,
  RUNNING,
  AVERAGING,
  COMMITTING;

  /** How long a round is in this phase. */
  public double seconds(LaneRound round) {
    return switch (this) {
      case WAITING -> round.waiting();
      case RUNNING -> round.running();
      case AVERAGING -> round.averaging();
      case COMMITTING -> round.committing();
    };
  }

  /** Its name for readers and for the stylesheet. */
  public String text() {
    return Text.word(this);
  }
}
