package org.greedyinfomax.probe.fit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class VotesTest {

  @Test
  void theMajorityOfTheNearestWins() {
    Votes votes = new Votes(3);
    votes.meet(0.9, 7);
    votes.meet(0.5, 2);
    votes.meet(0.7, 2);

    assertThat(votes.winner()).isEqualTo(2);
  }

  @Test
  void thoseBeyondTheNearestHaveNoVote() {
    Votes votes = new Votes(3);
    votes.meet(0.1, 5);
    votes.meet(0.2, 5);
    votes.meet(0.9, 7);
    votes.meet(0.8, 7);
    votes.meet(0.3, 5);

    assertThat(votes.winner()).isEqualTo(7);
  }

  @Test
  void ofEquallyFrequentClassesTheOneWithTheNearestNeighbourWins() {
    Votes votes = new Votes(4);
    votes.meet(0.8, 1);
    votes.meet(0.7, 1);
    votes.meet(0.9, 3);
    votes.meet(0.1, 3);

    assertThat(votes.winner()).isEqualTo(3);
  }

  @Test
  void atTheSameDistanceTheSmallerClassWins() {
    Votes votes = new Votes(2);
    votes.meet(0.5, 4);
    votes.meet(0.5, 3);

    assertThat(votes.winner()).isEqualTo(3);
  }

  @Test
  void atTheSameDistanceTheSmallerClassVotesWhateverComesFirst() {
    Votes rising = new Votes(1);
    Votes falling = new Votes(1);
    for (int i = 0; i < 4; i++) {
      rising.meet(-0.5, i);
      falling.meet(-0.5, 3 - i);
    }

    assertThat(rising.winner()).isZero();
    assertThat(falling.winner()).isZero();
  }

  @Test
  void fewerNeighboursThanMayVoteAreEnough() {
    Votes votes = new Votes(20);
    votes.meet(-1, 6);

    assertThat(votes.winner()).isEqualTo(6);
  }
}
